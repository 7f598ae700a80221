import {
  type Channel,
  ChannelError,
  type Found,
  type OutgoingPart,
  type RemoteChat,
} from '../../src/channels/channel.ts'
import { account, limits } from './house.ts'

interface Attempt {
  chat: string
  part: OutgoingPart
  key: string
}

interface Asking {
  find?: (asked: Attempt & { since: Date }) => Found | Promise<Found>
  idsWithin?: 'chat' | 'account'
}

/** A network in the test's hand: what becomes of a send is what `answer` says of it, and with `find` it can be asked. */
export function handChannel(
  answer: (attempt: Attempt) => Promise<void> = async () => undefined,
  { find, idsWithin = 'chat' }: Asking = {},
) {
  const asked: Attempt[] = []
  const seen: string[] = []
  const typed: string[] = []
  const attempts: Attempt[] = []
  const went: Attempt[] = []
  const turns: { chat: string; go: () => void }[] = []
  let held = false
  let watcher = () => {}
  let ids = 0

  const channel: Channel = {
    name: 'telegram',
    account,
    idsWithin,
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
    ...(find
      ? {
          find: async ({ chat }: RemoteChat, part: OutgoingPart, key: string, since: Date) => {
            asked.push({ chat, part, key })
            watcher()
            return find({ chat, part, key, since })
          },
        }
      : {}),
    typing: async ({ chat }) => void typed.push(chat),
    seen: async ({ chat }) => void seen.push(chat),
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
    /** What was asked for, in order. */
    asked,
    /** Chats that were shown as read, or as being written in. */
    seen,
    typed,
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
