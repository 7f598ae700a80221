import { v7 } from 'uuid'

/** Ids are opaque to everyone outside; the prefix only tells a reader of a log, and the compiler, what they name. */
export type CustomerId = `cus_${string}`
export type IdentityId = `idn_${string}`
export type ThreadId = `thr_${string}`
export type MessageId = `msg_${string}`
export type CaseId = `cas_${string}`
export type FileId = `fil_${string}`
export type SendId = `snd_${string}`
/** One bot or one number of ours: `acc_telegram_<bot id>`. */
export type AccountId = `acc_${string}`

type Prefix = 'cus' | 'idn' | 'thr' | 'msg' | 'cas' | 'fil' | 'snd'

/**
 * UUIDs of version 7, each greater than the one before. The random bytes are those Node keeps in stock for its own UUIDs:
 * asking the system for sixteen at a time costs more than all else that makes an id.
 */
function ascending(): () => string {
  let msecs = 0
  let seq = 0
  return () => {
    const hex = crypto.randomUUID().replaceAll('-', '')
    const random = Uint8Array.from({ length: 16 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16))
    const now = Date.now()
    seq = now > msecs ? Number.parseInt(hex.slice(0, 8), 16) >>> 1 : seq + 1
    msecs = Math.max(msecs, now)
    return v7({ random, msecs, seq }).replaceAll('-', '')
  }
}
const next = ascending()

/** A new id. Later ids sort after earlier ones. */
export const newId = <P extends Prefix>(prefix: P): `${P}_${string}` => `${prefix}_${next()}`
