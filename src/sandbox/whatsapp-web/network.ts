import type { Behaviour, PhoneBehaviour } from './contract.ts'
import type { Events } from './events.ts'
import type { FaultList } from './faults.ts'
import type { Keys, ToPage } from './protocol.ts'
import type { Timers } from './timers.ts'
import type { World } from './world.ts'

/** A loaded page, by its socket. */
export interface Page {
  send(frame: ToPage): void
  close(): void
  keys: Keys | null
  /** The linked device it has logged in as. */
  device: string | null
  /** It has caught up: what comes is handed over at once. */
  live: boolean
}

/** What every part of the double works with. */
export interface Network {
  readonly world: World
  readonly events: Events
  readonly faults: FaultList
  readonly timers: Timers
  readonly behaviour: Behaviour
  readonly pages: PageList
  /** How a phone behaves in this run. */
  phoneBehaviour(number: string): PhoneBehaviour
}

export interface PageList {
  /** The page that is logged in as this device. */
  of(device: string): Page | undefined
  enter(device: string, page: Page): void
  leave(page: Page): boolean
}

export function createPages(): PageList {
  const online = new Map<string, Page>()
  return {
    of: device => online.get(device),
    enter(device, page) {
      const before = online.get(device)
      if (before !== page) before?.close()
      online.set(device, page)
      page.device = device
    },
    leave(page) {
      if (page.device === null || online.get(page.device) !== page) return false
      return online.delete(page.device)
    },
  }
}

export const devicesOf = ({ world }: Network, phone: string) =>
  [...world.devices.values()].filter(device => device.phone === phone)

/** To every page of the phone that is connected (or to one device's). */
export function tell(network: Network, phone: string, frame: ToPage, device?: string): void {
  for (const { id } of devicesOf(network, phone)) if (!device || id === device) network.pages.of(id)?.send(frame)
}
