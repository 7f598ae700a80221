import { z } from 'zod'
import { channelNames } from '../../domain/customer.ts'
import { dialled } from '../../text/phones.ts'
import { accountId, instant, name } from './common.ts'

export const channel = z.object({
  id: accountId,
  channel: z.enum(channelNames),
  name: z.string(),
  /** `@username` or a number; null until the line was up once. */
  address: z.string().nullable(),
  state: z.enum(['starting', 'pairing', 'syncing', 'online', 'reconnecting', 'broken', 'closed']),
  /**
   * On `broken`: `unauthorized`, `conflict`, `webhook_refused`, `logged_out`, `banned`, `no_browser`, `incompatible`;
   * on `reconnecting`: a short reason.
   */
  reason: z.string().nullable(),
  /** For whoever looks after the service; on `online`: what works less well than it should. */
  detail: z.string().nullable(),
  /** On `pairing`: grows with each thing offered to be scanned or typed. What it is, `GET …/pairing` tells. */
  offer: z.int().nullable(),
  /** On `syncing`: how far it is, where somebody knows. */
  percent: z.int().nullable(),
  /** It is linked with a phone. */
  pairable: z.boolean(),
  /** It was added by hand, and can be taken away again. */
  removable: z.boolean(),
  /** The account is the sandbox's, not a real one. */
  sandbox: z.boolean(),
})
export type ChannelView = z.infer<typeof channel>

/** `off`: not switched on · `no_browser`: what drives it is not installed. */
const addable = z.object({ channel: z.enum(channelNames), obstacle: z.enum(['off', 'no_browser']).nullable() })

export const channelList = z.object({
  channels: z.array(channel),
  sandbox: z.boolean(),
  /** The networks of which accounts can be added by hand, and what stands in the way. */
  addable: z.array(addable),
})
export type ChannelList = z.infer<typeof channelList>

export const newChannel = z.object({ channel: z.enum(channelNames), name })

/** `qr`: the text of a picture to scan · `code`: to be typed on the phone. */
export const pairing = z.object({
  offer: z.object({ kind: z.enum(['qr', 'code']), text: z.string(), at: instant }).nullable(),
})
export type PairingView = z.infer<typeof pairing>

const phone = z
  .string()
  .max(40)
  .overwrite(written => dialled(written) ?? written)
  .refine(written => dialled(written) !== null, 'The number with the code of its country: +98 912 345 6789.')

/** `phone`: offers codes to type, for the phone with this number. Null: pictures to scan. */
export const pairingForm = z.object({ phone: phone.nullable() })
