import type { ChannelStatus } from '../channel.ts'

/** Tells how the line fares, each thing once. */
export interface Telling {
  tell(status: ChannelStatus): void
  isOnline(): boolean
}

export function telling(report: (status: ChannelStatus) => void): Telling {
  let told = ''
  let online = false
  return {
    tell(status) {
      online = status.state === 'online'
      const words = JSON.stringify(status)
      if (words === told) return
      told = words
      report(status)
    },
    isOnline: () => online,
  }
}
