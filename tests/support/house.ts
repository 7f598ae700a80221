import { intake } from '../../src/bot/intake.ts'
import { botOf } from '../../src/bot/run.ts'
import { makeDesk } from '../../src/cases/make-desk.ts'
import type { Channel, ChannelLimits, Incoming } from '../../src/channels/channel.ts'
import type { Agent } from '../../src/domain/agent.ts'
import type { AccountId, ThreadId } from '../../src/domain/ids.ts'
import { inboxOf } from '../../src/inbox/receive.ts'
import type { Engine } from '../../src/storage/engine.ts'
import { silentLog, type TestDatabase, type TestEngine } from './databases.ts'
import { type FakeClock, fakeClock } from './fake-clock.ts'

export const account: AccountId = 'acc_telegram_7'
export const limits: ChannelLimits = {
  textLength: 4_096,
  captionLength: 1_024,
  buttons: 100,
  fileBytes: 50_000_000,
  downloadBytes: 20_000_000,
  albumFiles: 10,
  edit: true,
  typing: true,
}

export const log = { ...silentLog, debug: () => undefined }

type Message = Extract<Incoming, { kind: 'message' }>

/** Inbox, bot and desk over a real store; events come in as a channel would hand them over. */
export async function openHouse(
  engine: TestEngine,
  channel: () => Channel | null = () => null,
  idsWithin: 'chat' | 'account' = 'chat',
) {
  const clock: FakeClock = fakeClock()
  const database: TestDatabase = await engine.create()
  const store: Engine = await database.open({ clock })
  const limitsOf = () => limits
  /** What the inbox told the log. */
  const logged: object[] = []
  const bot = botOf(intake, limitsOf, log)
  const inbox = inboxOf({
    store,
    bot,
    limitsOf,
    clock,
    log: { info: (about: object, text?: string) => void logged.push({ ...about, text }) },
  })
  const desk = makeDesk({ store, bot, limitsOf, clock, channel })
  const source = { channel: 'telegram', account, idsWithin } as const
  let count = 0

  async function agent(name: string): Promise<Agent> {
    const row = { id: `agt_${++count}`, name, email: `${count}@shop.test`, role: 'agent' as const }
    await store.write('worker:auth', tx => tx.agents.add(row, 'x', clock.now()))
    return row
  }

  function customer(name = 'سارا محمدی') {
    const chat = String(++count)
    const of = (eventId: string) => ({
      chat,
      eventId,
      sender: { remoteId: chat, name, language: 'fa' },
      at: clock.now(),
    })
    const hear = (event: Incoming) => inbox.receive(source, event)
    return {
      chat,
      hear,
      of,
      says: (text: string, more: Partial<Message> = {}) =>
        hear({ ...of(String(++count)), kind: 'message', text, files: [], ...more }),
      presses: (value: string, on?: string) =>
        hear({ ...of(`press:${++count}`), kind: 'pressed', value, ...(on ? { on } : {}) }),
      thread: async (): Promise<ThreadId> => (await store.read.customers.person(account, chat))!.thread.id,
    }
  }

  const threadOf = async (id: ThreadId) => (await store.read.threads.byId(id))!
  const messagesOf = async (id: ThreadId) =>
    (await store.read.messages.page({ threadId: id, limit: 200 })).map(({ message, files }) => ({ ...message, files }))

  return {
    store,
    database,
    clock,
    inbox,
    desk,
    agent,
    customer,
    threadOf,
    messagesOf,
    source,
    logged,
    close: () => database.drop(),
  }
}

export type House = Awaited<ReturnType<typeof openHouse>>
