import { createHash } from 'node:crypto'

const hex = (text: string, digits: number) =>
  createHash('sha256').update(text).digest('hex').slice(0, digits).toUpperCase()
const checked = (body: string) => `3EB0${body}${hex(`shenava:${body}`, 6)}`

/**
 * The id a send goes under, the same on every try: so it can be looked for in the chat, and what arrives twice is one.
 * It looks like any id of WhatsApp Web's, and tells by itself that it is ours.
 */
export const idOf = (key: string): string => checked(hex(key, 12))

/** Whether this service gave the message its id, on whatever day. */
export const isOurs = (id: string): boolean => /^3EB0[0-9A-F]{18}$/.test(id) && id === checked(id.slice(4, 16))
