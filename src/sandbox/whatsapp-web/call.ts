import type { Fault } from './contract.ts'
import type { Network } from './network.ts'
import type { Operations } from './protocol.ts'
import type { DeviceRecord } from './world.ts'

/** A linked page asks for something. */
export interface Call {
  network: Network
  device: DeviceRecord
  /** What is to go wrong, where the operation itself plays it. */
  fault: Fault | null
}

export type Answers<Names extends keyof Operations> = {
  [Name in Names]: (call: Call, asked: Operations[Name]['asks']) => Operations[Name]['gives']
}
