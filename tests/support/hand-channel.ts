import { type Channel, ChannelError, type OutgoingPart, type RemoteChat } from '../../src/channels/channel.ts'
import { account, limits } from './house.ts'

interface Attempt {
  chat: string
  part: OutgoingPart
  key: string
}

/** A network in the test's hand: what becomes of a send is what `answer` says of it. */
export function handChannel(answer: (attempt: Attempt) => Promise<void> = async () => undefined) {
  const attempts: Attempt[] = []
  const went: Attempt[] = []
  const turns: { chat: string; go: () => void }[] = []
  let held = false
  let watcher = () => {}
  let ids = 0

  const channel: Channel = {
    name: 'telegram',
    account,
    limits,
    open: async () => undefined,
    turn: ({ chat }: RemoteChat, _cost, signal) =>
      new Promise((go, refuse) => {
        if (!held) return go()
        turns.push({ chat, go })
        signal.addEventListener('abort', () => refuse(signal.reason))
        watcher()
      }),
    send: async ({ chat }, part, key) => {
      const attempt = { chat, part, key }
      attempts.push(attempt)
      watcher()
      await answer(attempt)
      went.push(attempt)
      watcher()
      return { ids: [`sent-${++ids}`] }
    },
    typing: async () => undefined,
    download: async () => {
      throw new ChannelError('refused', 'gone', 'nothing here')
    },
    picture: async () => null,
    close: async () => undefined,
  }

  return {
    channel,
    /** What was tried, in order. */
    attempts,
    /** What the network took. */
    went,
    words: (chat: string) =>
      went.filter(one => one.chat === chat).map(({ part }) => ('text' in part ? part.text : part.kind)),
    /** Sends wait for their turn until `release`. */
    hold() {
      held = true
    },
    release() {
      held = false
      for (const { go } of turns.splice(0)) go()
    },
    waitingTurns: () => turns.length,
    /** Resolves when `holds` does; looked at after each step of the network. */
    until: (holds: () => boolean) =>
      new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('it did not come about')), 5_000)
        watcher = () => {
          if (!holds()) return
          clearTimeout(timer)
          resolve()
        }
        watcher()
      }),
  }
}
