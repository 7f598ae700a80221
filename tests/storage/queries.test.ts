import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId, type ThreadId } from '../../src/domain/ids.ts'
import type { Engine } from '../../src/storage/engine.ts'
import type { NewMessage, NewSend } from '../../src/storage/tables.ts'
import { type TestDatabase, testStores } from '../support/databases.ts'
import { storedThread } from '../support/stored.ts'

const at = (ms: number) => new Date(1_700_000_000_000 + ms)

const message = (threadId: ThreadId, seq: number, more: Partial<NewMessage> = {}): NewMessage => ({
  ...{ id: newId('msg'), threadId, seq, from: 'customer', channel: 'telegram', text: `${seq}`, extras: {} },
  ...{ at: at(seq), receivedAt: at(seq), ...more },
})

const send = (threadId: ThreadId, more: Partial<NewSend> = {}): NewSend => ({
  ...{ id: newId('snd'), threadId, messageId: newId('msg'), accountId: 'acc_1', remoteChat: '1', from: 'bot' },
  ...{ part: { kind: 'text', text: 'سلام' }, state: 'queued', dueAt: at(0), createdAt: at(0), ...more },
})

describe.each(testStores())('the queries on $name', ({ create }) => {
  let database: TestDatabase
  let store: Engine
  beforeAll(async () => {
    database = await create()
    store = await database.open()
  })
  afterAll(() => database.drop())

  it('page through a thread from either end, each message with its files and what it answers', async () => {
    const threadId = await storedThread(store)
    const first = message(threadId, 1, { text: 'کفشم پاره است' })
    const rest = [2, 3, 4, 5].map(seq => message(threadId, seq, { replyTo: first.id }))
    const file = {
      id: newId('fil'),
      messageId: first.id,
      position: 0,
      kind: 'photo' as const,
      state: 'pending' as const,
    }
    await store.write(threadId, async tx => {
      for (const row of [first, ...rest]) await tx.messages.add(row)
      await tx.files.add({ ...file, dueAt: at(0), createdAt: at(0) })
    })
    const seqs = async (page: { before?: number; after?: number; limit: number }) =>
      (await store.read.messages.page({ threadId, ...page })).map(row => row.message.seq)
    expect(await seqs({ limit: 2 })).toEqual([4, 5])
    expect(await seqs({ before: 4, limit: 2 })).toEqual([2, 3])
    expect(await seqs({ after: 1, limit: 3 })).toEqual([2, 3, 4])
    const [one, two] = await store.read.messages.byIds([first.id, rest[0]!.id])
    expect(one?.files.map(({ id }) => id)).toEqual([file.id])
    expect(two?.reply).toEqual({ id: first.id, seq: 1, from: 'customer', text: 'کفشم پاره است' })
    expect((await store.read.messages.byId(first.id))?.at).toEqual(at(1))
  })

  it('remember an event of a network once, and find its message by it', async () => {
    const place = { accountId: 'acc_1' as const, remoteChat: '5', remoteId: '77' }
    const remember = () => store.write('worker:r', tx => tx.messages.remember({ ...place, messageId: 'msg_1' }))
    expect([await remember(), await remember()]).toEqual([true, false])
    expect(await store.read.messages.byRemote(place)).toBe('msg_1')
    expect(await store.read.messages.remoteOf('msg_1')).toEqual([place])
    expect(await store.read.messages.byRemote({ ...place, accountId: 'acc_2' })).toBeNull()
  })

  it('change what a patch names and nothing else, also to null and back', async () => {
    const id = await storedThread(store)
    const before = await store.read.threads.byId(id)
    const bot = { flow: 'intake', version: 1, state: { step: 'photo' } }
    await store.write(id, tx => tx.threads.update(id, { bot, waitingSince: at(5) }))
    expect(await store.read.threads.byId(id)).toEqual({ ...before, bot, waitingSince: at(5) })
    await store.write(id, tx => tx.threads.update(id, { bot: null, waitingSince: null }))
    expect(await store.read.threads.byId(id)).toEqual(before)
    await store.write(id, tx => tx.threads.update(id, {}))
    expect(await store.read.threads.byId(id)).toEqual(before)
  })

  it('know a person by their remote id on the account it belongs to', async () => {
    const threadId = await storedThread(store)
    const { customerId } = (await store.read.threads.byId(threadId))!
    const id = newId('idn')
    await store.write(`customer:${customerId}`, tx =>
      tx.customers.addIdentity({
        ...{ id, customerId, channel: 'telegram', accountId: 'acc_1', remoteId: '42', remoteChat: '42', name: 'Sara' },
        createdAt: at(0),
      }),
    )
    const known = await store.read.customers.person('acc_1', '42')
    expect(known).toMatchObject({ thread: { id: threadId }, identity: { id, phoneVerified: false, reachable: true } })
    expect(await store.read.customers.person('acc_2', '42')).toBeNull()
    await store.write(`customer:${customerId}`, tx => tx.customers.updateIdentity(id, { pictureCheckedAt: at(10) }))
    expect(await store.read.customers.picturesDue(at(10), 5)).toEqual([])
    expect(await store.read.customers.picturesDue(at(11), 5)).toHaveLength(1)
  })

  it('list a view page by page without a gap or a double, those of one moment too', async () => {
    const threads = await Promise.all(Array.from({ length: 5 }, () => storedThread(store, at(0))))
    for (const id of threads) {
      await store.write(id, tx => tx.threads.update(id, { turn: 'waiting', waitingSince: at(1), lastAt: at(1) }))
    }
    const query = { view: 'waiting' as const, agentId: 'a1', limit: 2 }
    const listed: ThreadId[] = []
    for (let cursor = null as { at: Date; id: ThreadId } | null; ; ) {
      const page = await store.read.threads.page({ ...query, cursor })
      listed.push(...page.map(({ thread }) => thread.id))
      const last = page.at(-1)?.thread
      if (!last) break
      cursor = { at: last.waitingSince!, id: last.id }
    }
    expect(listed).toEqual([...threads].sort())
    expect(await store.read.threads.counts('a1')).toMatchObject({ waiting: 5, mine: 0 })
  })

  it('lease each send to one worker, the oldest of each thread first, and again when the worker died', async () => {
    const [one, two] = [await storedThread(store), await storedThread(store)]
    const sends = [send(one), send(one), send(two), send(two, { dueAt: at(60_000) })]
    for (const row of sends) await store.write(row.threadId, tx => tx.outbox.add(row))
    const lease = async (now: number, until: number) =>
      (await store.write('worker:outbox', tx => tx.outbox.lease(at(now), at(until), 10))).map(({ id }) => id).sort()
    const firsts = [sends[0]!.id, sends[2]!.id].sort()
    const taken = await Promise.all([lease(1, 100), lease(1, 100), lease(1, 100)])
    expect(taken.flat().sort()).toEqual(firsts)
    expect(await lease(100, 200)).toEqual(firsts)
    for (const id of firsts)
      await store.write('worker:outbox', tx => tx.outbox.update(id, { state: 'sent', sentAt: at(9) }))
    expect(await lease(300, 400)).toEqual([sends[1]!.id])
    expect(await store.read.outbox.nextDue(at(300))).toEqual(at(60_000))
    expect(await store.write(one, tx => tx.outbox.silenceBot(one))).toEqual([sends[1]!.messageId])
  })
})
