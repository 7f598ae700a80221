import { randomBytes } from 'node:crypto'
import type { WireKey } from './protocol.ts'

export const hex = (bytes: number) => randomBytes(bytes).toString('hex').toUpperCase()

/** Only the digits of a number, whatever stands around them: `+55 11 9…`, `5511…@c.us`. */
export const digits = (text: string) => text.replace(/@.*$/, '').replace(/\D/g, '')

export const seconds = () => Math.floor(Date.now() / 1000)

/** A key as one text, which is how whatsapp-web.js names a message. */
export const serialise = (key: WireKey) =>
  `${key.fromMe}_${key.remote}_${key.id}${key.participant ? `_${key.participant}` : ''}`

/** As an Android phone makes them, or an iPhone. */
export const newMessageId = (platform: 'android' | 'ios' = 'android') =>
  platform === 'ios' ? `3A${hex(9)}` : `AC${hex(15)}`
