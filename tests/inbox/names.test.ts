import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sender } from '../../src/channels/channel.ts'
import { inboxOf } from '../../src/inbox/receive.ts'
import { testStores } from '../support/databases.ts'
import { account, type House, limits, openHouse } from '../support/house.ts'

/** A network that calls its people and chats anew, and keeps the ids of their messages. */
describe.each(testStores())('a person with several names on $name', engine => {
  let house: House
  let count = 0
  beforeAll(async () => {
    house = await openHouse(engine, () => null, 'account')
  })
  afterAll(() => house.close())

  /** Two names of one person. */
  const names = () => {
    count += 1
    return [`98912000${count}@c.us`, `55${count}@lid`] as const
  }
  const event = (remoteId: string, aliases: string[] = [], more: Partial<Sender> = {}, eventId = `e${++count}`) => ({
    ...{ chat: remoteId, eventId, at: house.clock.now(), kind: 'message' as const, text: 'سلام', files: [] },
    sender: { remoteId, name: 'سارا', ...(aliases.length > 0 ? { aliases } : {}), ...more },
  })
  const says = (...told: Parameters<typeof event>) => house.inbox.receive(house.source, event(...told))
  const person = (remoteId: string) => house.store.read.customers.person(account, remoteId)
  const wordsOf = async (remoteId: string) =>
    (await house.messagesOf((await person(remoteId))!.thread.id)).filter(({ from }) => from === 'customer')

  it('is found by the name they had before', async () => {
    const [before, now] = names()
    await says(before)
    const known = (await person(before))!
    await says(now, [before])
    expect(await person(before)).toBeNull()
    expect(await person(now)).toMatchObject({
      customer: { id: known.customer.id },
      identity: { id: known.identity.id, remoteId: now, remoteChat: now },
    })
    expect(await wordsOf(now)).toHaveLength(2)
  })

  it('is found by a name that was only told beside the other', async () => {
    const [before, now] = names()
    await says(before, [now])
    const known = (await person(before))!
    await says(now)
    expect((await person(now))?.identity.id).toBe(known.identity.id)
    await says(before)
    expect(await person(before)).toMatchObject({ identity: { id: known.identity.id, remoteChat: before } })
    await says(now)
    expect(await wordsOf(now)).toHaveLength(4)
    expect(await house.store.read.customers.identitiesOf(known.customer.id)).toHaveLength(1)
  })

  it('is found by a name that two of their names share', async () => {
    const [before, shared] = names()
    const [now] = names()
    await says(before, [shared])
    await says(now, [shared])
    expect(await wordsOf(now)).toHaveLength(2)
    expect((await person(now))?.identity.otherNames).toEqual([shared, before])
  })

  it('is found by a name that comes up later', async () => {
    const [before, now] = names()
    await says(before)
    await says(before, [now])
    await says(now)
    expect(await wordsOf(now)).toHaveLength(3)
  })

  it('is one customer although they come under both names at once', async () => {
    for (let i = 0; i < 5; i++) {
      const [one, two] = names()
      const nodes = [house.inbox, inboxBeside()]
      await Promise.all(
        [event(one, [two]), event(two, [one]), event(one, [two]), event(two, [one]), event(two, [one])].map((each, n) =>
          nodes[n % 2]!.receive(house.source, each),
        ),
      )
      await says(one, [two])
      const known = (await person(one))!
      expect(await person(two)).toBeNull()
      expect(await wordsOf(one)).toHaveLength(6)
      expect(known.identity.otherNames).toEqual([two])
    }
  })
  const inboxBeside = () =>
    inboxOf({
      ...{ store: house.store, limitsOf: () => limits, clock: house.clock, log: { info: () => undefined } },
      bot: { hear: async () => undefined },
    })

  it('stays two customers where both are known already, and the log tells it without a name', async () => {
    const [one, two] = names()
    await says(one)
    await says(two)
    const before = [await person(one), await person(two)]
    house.logged.length = 0
    await says(two, [one])
    await says(two, [one])
    await says(one, [two])
    expect((await person(one))?.customer.id).toBe(before[0]?.customer.id)
    expect((await person(two))?.customer.id).toBe(before[1]?.customer.id)
    expect([await wordsOf(one), await wordsOf(two)].map(({ length }) => length)).toEqual([2, 3])
    expect(house.logged).toEqual([
      { account, text: 'two customers turned out to be one person' },
      { account, text: 'two customers turned out to be one person' },
    ])
  })

  it('sends nothing twice into the thread because its chat has another name', async () => {
    const [before, now] = names()
    const said = event(before, [], {}, 'same-id')
    await house.inbox.receive(house.source, said)
    await house.inbox.receive(house.source, { ...event(now, [before], {}, 'same-id') })
    expect(await wordsOf(now)).toHaveLength(1)
    await house.inbox.receive(house.source, { ...event(now), replyTo: 'same-id' })
    const [first, second] = await wordsOf(now)
    expect(second?.replyTo).toBe(first?.id)
  })

  it('has the number the network tells of them, as one that is verified', async () => {
    const [one] = names()
    await says(one, [], { phone: '+989121234567' })
    expect((await person(one))?.identity).toMatchObject({ phone: '+989121234567', phoneVerified: true })
    const [thread] = await house.store.read.cases.ofThread((await person(one))!.thread.id)
    expect(thread?.row.facts.phone).toBeUndefined()
    await says(one)
    expect((await person(one))?.identity.phone).toBe('+989121234567')
  })
})
