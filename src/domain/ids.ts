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

/** A new id. Later ids sort after earlier ones (UUID version 7). */
export const newId = <P extends Prefix>(prefix: P): `${P}_${string}` => `${prefix}_${v7().replaceAll('-', '')}`
