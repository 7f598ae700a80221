import type { Target } from './connection.ts'
import type { Post } from './traffic.ts'

/** A console's address and the session it is signed in with. */
export interface Console {
  url: string
  cookie: string
}

/** What the load process is told to do. `name`: of whom it is measured. */
export type Order =
  | { do: 'flood'; name: string; target: Target; ms: number; untilKilled?: boolean }
  | { do: 'trickle'; name: string; target: Target; console: Console; count: number; perSecond: number }
  | { do: 'tell'; name: string }

/** Of every message, in milliseconds. */
export interface Answer {
  latencies: number[]
  seconds: number
}

/** A message that was answered 200. */
export type Acknowledged = Omit<Post, 'body'>
