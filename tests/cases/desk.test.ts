import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testStores } from '../support/databases.ts'
import { type House, openHouse } from '../support/house.ts'

describe.each(testStores())('the desk on $name', engine => {
  let house: House
  beforeAll(async () => {
    house = await openHouse(engine)
  })
  afterAll(() => house.close())

  const waiting = async () => {
    const sara = house.customer()
    await sara.says('اپراتور')
    return { sara, id: await sara.thread(), neda: await house.agent('ندا'), omid: await house.agent('امید') }
  }
  const notices = async (id: `thr_${string}`) =>
    (await house.messagesOf(id)).flatMap(({ notice }) => (notice ? [notice.code] : []))

  it('hands over to a person at the first wish', async () => {
    const { id } = await waiting()
    expect(await house.threadOf(id)).toMatchObject({ turn: 'waiting', waitingSince: house.clock.now() })
    expect(await notices(id)).toEqual(['handed_over'])
  })

  it('lets exactly one agent take a thread, and tells the others who has it', async () => {
    const { id } = await waiting()
    const agents = await Promise.all(['الف', 'ب', 'پ', 'ت'].map(name => house.agent(name)))
    const ends = await Promise.allSettled(agents.map(agent => house.desk.take(id, agent)))
    const winner = agents[ends.findIndex(({ status }) => status === 'fulfilled')]!
    const losers = ends.filter(end => end.status === 'rejected').map(({ reason }) => reason)
    expect(losers).toHaveLength(3)
    for (const error of losers) {
      expect(error).toMatchObject({ code: 'taken', details: { assignee: { id: winner.id, name: winner.name } } })
    }
    expect(await house.threadOf(id)).toMatchObject({ turn: 'agent', assigneeId: winner.id, waitingSince: null })
    await house.desk.take(id, winner)
    expect((await notices(id)).filter(code => code === 'taken')).toHaveLength(1)
  })

  it('shows a taken thread as mine to who has it, and as the team’s to everybody else', async () => {
    const { id, neda, omid } = await waiting()
    await house.desk.take(id, neda)
    const listed = async (view: 'mine' | 'team' | 'waiting', agentId: string) => {
      const rows = await house.store.read.threads.page({ view, agentId, cursor: null, limit: 200 })
      return rows.some(({ thread }) => thread.id === id)
    }
    expect([await listed('mine', neda.id), await listed('team', neda.id)]).toEqual([true, false])
    expect([await listed('mine', omid.id), await listed('team', omid.id)]).toEqual([false, true])
    expect(await listed('waiting', omid.id)).toBe(false)
    expect(await house.store.read.threads.counts(neda.id)).toMatchObject({ mine: 1 })
  })

  it('silences the bot the moment an agent takes the thread, even with what it said already', async () => {
    const sara = house.customer()
    await sara.says('سلام')
    const id = await sara.thread()
    const neda = await house.agent('ندا')
    await house.desk.take(id, neda)
    await sara.says('کد سفارش ۱۲۳۴۵۶۷')
    const said = (await house.messagesOf(id)).filter(({ from }) => from === 'bot')
    expect(said.map(({ sendState }) => sendState)).toEqual(['cancelled'])
    const states = await Promise.all(said.map(message => house.store.read.outbox.statesOf(message.id)))
    expect(states.flat()).toEqual(['cancelled'])
  })

  it('takes a waiting thread by answering it, and refuses a second agent’s answer', async () => {
    const { id, neda, omid } = await waiting()
    const answer = await house.desk.reply(id, neda, { text: 'سلام، ندا هستم.', files: [] })
    expect(await house.store.read.outbox.statesOf(answer)).toEqual(['queued'])
    await expect(house.desk.reply(id, omid, { text: 'من هم', files: [] })).rejects.toMatchObject({ code: 'not_yours' })
    await expect(house.desk.close(id, omid, null)).rejects.toMatchObject({ code: 'not_yours' })
    expect(await house.threadOf(id)).toMatchObject({ lastText: 'سلام، ندا هستم.', lastFrom: 'agent', unread: 0 })
  })

  it('never puts a note into the outbox, nor into the list’s last words', async () => {
    const { id, neda } = await waiting()
    const before = await house.threadOf(id)
    const note = await house.desk.note(id, neda, 'به انبار زنگ زدم')
    expect(await house.store.read.outbox.ofMessage(note)).toEqual([])
    const after = await house.threadOf(id)
    expect(after.lastText).toBe(before.lastText)
    expect((await house.messagesOf(id)).at(-1)).toMatchObject({ from: 'note', channel: null, sendState: null })
  })

  it('gives the thread back to the bot, which asks only what is missing', async () => {
    const { sara, id, neda } = await waiting()
    await house.desk.take(id, neda)
    await house.desk.handBack(id, neda)
    expect(await house.threadOf(id)).toMatchObject({ turn: 'bot', assigneeId: null })
    const last = (await house.messagesOf(id)).at(-1)
    expect(last?.from).toBe('bot')
    await sara.says('سفارش ۱۲۳۴۵۶۷ خراب رسید')
    expect(await house.threadOf(id)).toMatchObject({ orderCode: '1234567' })
  })

  it('ends a case with its outcome, and opens it again when the customer writes soon after', async () => {
    const { sara, id, neda } = await waiting()
    await house.desk.take(id, neda)
    const { caseId } = await house.threadOf(id)
    await house.desk.close(id, neda, { action: 'refund', note: 'کامل' })
    expect(await house.threadOf(id)).toMatchObject({ turn: 'closed', caseId: null, assigneeId: null, unread: 0 })
    expect(await house.store.read.cases.byId(caseId!)).toMatchObject({ state: 'closed', outcome: { action: 'refund' } })
    await sara.says('هنوز پول نیامده')
    expect(await house.threadOf(id)).toMatchObject({ turn: 'waiting', caseId })
    expect(await notices(id)).toContain('reopened')
  })

  it('begins a new case with the bot when the customer comes back much later', async () => {
    const { sara, id, neda } = await waiting()
    await house.desk.take(id, neda)
    const { caseId } = await house.threadOf(id)
    await house.desk.close(id, neda, null)
    await house.clock.advance(73 * 3_600_000)
    await sara.says('سلام دوباره')
    const thread = await house.threadOf(id)
    expect(thread.turn).toBe('bot')
    expect(thread.caseId).not.toBe(caseId)
    expect(await house.store.read.cases.ofThread(id)).toHaveLength(2)
  })

  it('reopens a closed thread for the agent who asks', async () => {
    const { id, neda } = await waiting()
    await house.desk.close(id, neda, null)
    await expect(house.desk.close(id, neda, null)).rejects.toMatchObject({ code: 'wrong_turn' })
    await house.desk.reopen(id, neda)
    expect(await house.threadOf(id)).toMatchObject({ turn: 'agent', assigneeId: neda.id })
  })

  it('says that nothing reaches a customer who blocked us, and keeps nothing of the answer', async () => {
    const { sara, id, neda } = await waiting()
    await sara.hear({ ...sara.of('blocked'), kind: 'reachable', reachable: false })
    const before = (await house.messagesOf(id)).length
    await expect(house.desk.reply(id, neda, { text: 'سلام', files: [] })).rejects.toMatchObject({ code: 'unreachable' })
    expect(await house.messagesOf(id)).toHaveLength(before)
    expect((await house.threadOf(id)).turn).toBe('waiting')
  })

  it('splits an answer that is longer than the channel carries, in order', async () => {
    const { id, neda } = await waiting()
    const text = Array.from({ length: 900 }, (_, i) => `جمله ${i}.`).join(' ')
    const answer = await house.desk.reply(id, neda, { text, files: [] })
    const parts = (await house.store.read.outbox.ofMessage(answer)).map(({ part }) => ('text' in part ? part.text : ''))
    expect(parts.length).toBeGreaterThan(1)
    expect(parts.join('')).toBe(text)
  })

  it('refuses a file that is not the agent’s own upload', async () => {
    const { id, neda, omid } = await waiting()
    const now = house.clock.now()
    await house.store.write('worker:files', tx =>
      tx.files.add({
        id: 'fil_o',
        position: 0,
        kind: 'photo',
        state: 'stored',
        agentId: omid.id,
        dueAt: now,
        createdAt: now,
      }),
    )
    await expect(house.desk.reply(id, neda, { text: '', files: ['fil_o'] })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
