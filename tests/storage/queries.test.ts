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

  it('know a person by each of their other names, which leads to one person alone', async () => {
    const threads = [await storedThread(store), await storedThread(store)]
    const ids = await Promise.all(
      threads.map(async (threadId, i) => {
        const { customerId } = (await store.read.threads.byId(threadId))!
        const identity = {
          id: newId('idn'),
          customerId,
          channel: 'whatsapp',
          accountId: 'acc_w',
          name: 'Sara',
        } as const
        await store.write('customer:acc_w', tx =>
          tx.customers.addIdentity({ ...identity, remoteId: `${i}@c`, remoteChat: `${i}@c`, createdAt: at(0) }),
        )
        return identity.id
      }),
    )
    const alias = (remoteId: string, n: number) =>
      store.write('customer:acc_w', tx => tx.customers.addAlias({ accountId: 'acc_w', remoteId, identityId: ids[n]! }))
    expect([await alias('a@lid', 0), await alias('a@lid', 1), await alias('b@lid', 0)]).toEqual([true, false, true])
    const { byAlias, namesTaken } = store.read.customers
    expect(await byAlias('acc_w', ['x@lid', 'a@lid'])).toBe(ids[0])
    expect([await byAlias('acc_w', []), await byAlias('acc_1', ['a@lid'])]).toEqual([null, null])
    expect(await namesTaken('acc_w', ['a@lid', '1@c'])).toEqual([{ remoteId: '1@c', identityId: ids[1] }])
    expect(await namesTaken('acc_w', [])).toEqual([])
    await store.write('customer:acc_w', tx => tx.customers.updateIdentity(ids[0]!, { otherNames: ['a@lid'] }))
    expect((await store.read.customers.identity(ids[0]!))?.otherNames).toEqual(['a@lid'])
  })

  it('find a message of ours by what its network calls it, and how far its send has come', async () => {
    const threadId = await storedThread(store)
    const [ours, elsewhere, theirs] = [
      message(threadId, 1, { from: 'agent', sendState: 'queued' }),
      message(threadId, 2, { from: 'agent', sendState: 'read' }),
      message(threadId, 3),
    ] as const
    const row = send(threadId, { messageId: ours.id, state: 'delivered' })
    await store.write(threadId, async tx => {
      for (const each of [ours, elsewhere, theirs]) {
        await tx.messages.add(each)
        const sendId = each === ours ? { sendId: row.id } : {}
        const place = { accountId: 'acc_w' as const, remoteChat: '*', remoteId: `r${each.seq}` }
        await tx.messages.remember({ ...place, messageId: each.id, ...sendId })
      }
      await tx.outbox.add(row)
    })
    const sentAs = (remoteId: string) => store.read.messages.sentAs({ accountId: 'acc_w', remoteChat: '*', remoteId })
    expect(await sentAs('r1')).toEqual({ messageId: ours.id, threadId, sendId: row.id, sendState: 'delivered' })
    expect(await sentAs('r2')).toEqual({ messageId: elsewhere.id, threadId, sendId: null, sendState: 'read' })
    expect([await sentAs('r3'), await sentAs('r9')]).toEqual([null, null])
  })

  it('keep a thread waiting for what is asked for, and lease that to one who asks', async () => {
    const [one, two] = [await storedThread(store), await storedThread(store)]
    const asked = send(one, { state: 'unknown', askUntil: at(50), dueAt: at(5) })
    const sends = [asked, send(one, { from: 'agent' }), send(two, { from: 'agent' })]
    for (const row of sends) await store.write(row.threadId, tx => tx.outbox.add(row))
    const mine = (rows: { id: string; threadId: ThreadId }[]) =>
      rows.filter(({ threadId }) => threadId === one || threadId === two).map(({ id }) => id)
    const lease = (now: number) => store.write('worker:outbox', tx => tx.outbox.lease(at(now), at(now + 1), 50))
    const ask = (now: number) => store.write('worker:asks', tx => tx.outbox.leaseAsks(at(now), at(now + 3), 50))
    expect(mine(await lease(10))).toEqual([sends[2]!.id])
    expect(await store.read.outbox.nextAsk(at(10))).toEqual(at(5))
    expect([mine(await ask(4)), mine(await ask(10)), mine(await ask(11)), mine(await ask(14))]).toEqual([
      [],
      [asked.id],
      [],
      [asked.id],
    ])
    expect(await store.read.outbox.nextAsk(at(15))).toBeNull()
    await store.write('worker:outbox', tx => tx.outbox.freeLeases())
    expect(await store.read.outbox.nextAsk(at(15))).toEqual(at(5))
    await store.write(one, tx => tx.outbox.silenceBot(one))
    expect((await store.read.outbox.byId(asked.id))?.askUntil).toEqual(new Date(0))
    expect(mine(await lease(20)).sort()).toEqual([sends[1]!.id, sends[2]!.id].sort())
    for (const { id } of sends) {
      await store.write(one, tx => tx.outbox.update(id, { state: 'sent', askUntil: null }))
    }
    expect(await store.read.outbox.nextAsk(at(15))).toBeNull()
  })

  it('keep an account’s status and bookmark until it is taken out, and let it come back', async () => {
    const row = { id: 'acc_q', channel: 'whatsapp', name: 'فروش', createdAt: at(0) } as const
    const known = async () => (await store.read.accounts.all()).find(({ id }) => id === 'acc_q')
    await store.write('worker:channels', async tx => {
      await tx.accounts.put(row)
      await tx.accounts.fares('acc_q', { state: 'broken', reason: 'banned', detail: 'no', since: '2026' })
      await tx.accounts.readTo('acc_q', 'so far')
    })
    expect(await known()).toMatchObject({ status: { state: 'broken', reason: 'banned' }, bookmark: 'so far' })
    await store.write('worker:channels', tx => tx.accounts.remove('acc_q', at(7)))
    expect(await known()).toBeUndefined()
    expect(await store.read.accounts.byId('acc_q')).toMatchObject({ removedAt: at(7), status: null, bookmark: null })
    await store.write('worker:channels', tx => tx.accounts.put({ ...row, name: 'نو' }))
    expect(await known()).toMatchObject({ name: 'نو', removedAt: null })
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
