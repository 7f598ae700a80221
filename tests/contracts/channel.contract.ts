import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Channel, Incoming, RemoteChat } from '../../src/channels/channel.ts'
import { outgoingFile } from '../support/outgoing-file.ts'
import { type RecordingInlet, recordingInlet } from '../support/recording-inlet.ts'

/** A network with one account of ours, played at the wire. */
export interface ChannelRig {
  /** A channel on that account, not yet open: a second one is what a restart makes. */
  channel(): Channel
  /** The same with credentials nobody knows. */
  strangerChannel(): Channel
  customer(name: string): RigCustomer
  /** What the network does with our next send. */
  nextSend(fate: 'limited' | 'lost answer' | 'refused by a block'): void
  close(): Promise<void>
}

export interface RigCustomer {
  readonly chat: string
  /** Each gives the remote id of the message. */
  say(text: string, replyTo?: string): string
  photo(bytes: Buffer, caption: string): string
  album(files: Buffer[], caption: string): string[]
  edit(id: string, text: string): void
  press(id: string, label: string): void
  start(payload: string): void
  block(): void
  unblock(): void
  /** Whether the network takes the message as delivered to us, and will not bring it again. */
  isDelivered(id: string): boolean
  /** The next thing of ours they see. */
  sees(): Promise<Seen>
}

export interface Seen {
  id: string
  text: string
  files: { kind: string; bytes: number }[]
  replyTo: string | null
}

export interface ChannelTools {
  buttons: boolean
  links: boolean
  blocking: boolean
  /** Sends albums. */
  albums: boolean
  /** Asks for a pause by itself. */
  limits: boolean
  /** Keeps for us what we have not taken. */
  acknowledges: boolean
  /** What a channel says of an account nobody knows. */
  stranger: 'unauthorized' | 'logged_out'
}

const never = new AbortController().signal
/** Every part has a key of its own. */
let keys = 0
const newKey = () => `key-${++keys}`

/** What every channel keeps to. `tools`: what this network has; what it has not is not asked of it. */
export const channelContract = (name: string, start: () => Promise<ChannelRig>, tools: ChannelTools) =>
  describe(`the channel contract: ${name}`, () => {
    let rig: ChannelRig
    let inlet: RecordingInlet
    let sara: RigCustomer
    let open: Channel[]

    const opened = async (to: RecordingInlet = inlet) => {
      const channel = rig.channel()
      open.push(channel)
      await channel.open(to)
      await to.reaches('online')
      return channel
    }
    const from = (customer: RigCustomer) => (event: Incoming) => event.chat === customer.chat
    const textsFrom = (customer: RigCustomer) =>
      inlet.events.filter(from(customer)).map(event => ('text' in event ? event.text : event.kind))
    const chatOf = ({ chat }: RigCustomer): RemoteChat => ({ chat })

    beforeEach(async () => {
      rig = await start()
      inlet = recordingInlet()
      sara = rig.customer('سارا')
      open = []
    })
    afterEach(async () => {
      await Promise.all(open.map(channel => channel.close()))
      await rig.close()
    })

    describe('receiving', () => {
      it('brings what was said before and after it came online, as it was said', async () => {
        const before = sara.say('سفارش ۱۲۳۴ \u200fشکسته رسید 😡')
        await opened()
        const event = await inlet.event('message')
        expect(event).toMatchObject({ chat: sara.chat, eventId: before, text: 'سفارش ۱۲۳۴ \u200fشکسته رسید 😡' })
        expect(event.sender.name).toBe('سارا')
        sara.say('خبری شد؟', before)
        expect(await inlet.event('message', ({ text }) => text === 'خبری شد؟')).toMatchObject({ replyTo: before })
      })

      it('brings photos, and their content when asked', async () => {
        const channel = await opened()
        sara.photo(Buffer.from('a broken cup'), 'این شکست')
        const { text, files } = await inlet.event('message')
        expect([text, files.length, files[0]?.kind]).toEqual(['این شکست', 1, 'photo'])
        expect(await buffer(await channel.download(files[0]!))).toEqual(Buffer.from('a broken cup'))
      })

      it('brings an album as parts that know each other', async () => {
        await opened()
        sara.album([Buffer.from('1'), Buffer.from('2'), Buffer.from('3')], 'سه عکس')
        await inlet.until(() => inlet.events.length === 3)
        const albums = inlet.events.map(event => event.kind === 'message' && event.album)
        expect(albums[0]).toEqual(expect.any(String))
        expect(new Set(albums).size).toBe(1)
      })

      it('brings an edit after what it edits', async () => {
        await opened()
        const id = sara.say('سیاه')
        sara.edit(id, 'سفید')
        expect(await inlet.event('edited')).toMatchObject({ chat: sara.chat, edits: id, text: 'سفید' })
        expect(inlet.events.map(({ kind }) => kind)).toEqual(['message', 'edited'])
      })

      it('gives one event one id however often it is brought, and two events two', async () => {
        const first = rig.channel()
        await first.open(inlet)
        sara.say('یک')
        sara.say('دو')
        await inlet.until(() => inlet.events.length === 2)
        expect(new Set(inlet.events.map(({ eventId }) => eventId)).size).toBe(2)
        await first.close()
      })

      it('offers an event again until it is received, and has it taken as delivered only then', async () => {
        const outage = inlet.refuse(() => true)
        await opened()
        const id = sara.say('مهم')
        await inlet.until(() => inlet.offers(from(sara)) >= 3, 'three offers')
        if (tools.acknowledges) expect(sara.isDelivered(id)).toBe(false)
        outage.stop()
        expect(await inlet.event('message')).toMatchObject({ eventId: id })
        if (tools.acknowledges) await expect.poll(() => sara.isDelivered(id)).toBe(true)
        expect(inlet.events).toHaveLength(1)
      })

      it('keeps the order within a chat while another chat is stuck', async () => {
        const reza = rig.customer('رضا')
        const stuck = inlet.hold(from(reza))
        await opened()
        reza.say('گیر')
        reza.say('کرده')
        await inlet.until(() => inlet.offers(from(reza)) > 0)
        const words = Array.from({ length: 12 }, (_, at) => `پیام ${at}`)
        for (const text of words) sara.say(text)
        await inlet.until(() => textsFrom(sara).length === words.length, 'all of the other chat')
        expect(textsFrom(sara)).toEqual(words)
        expect(textsFrom(reza)).toEqual([])
        stuck.release()
        await inlet.until(() => textsFrom(reza).length === 2)
        expect(textsFrom(reza)).toEqual(['گیر', 'کرده'])
      })

      it('is not stopped for others by one event that can never be stored', async () => {
        const reza = rig.customer('رضا')
        inlet.refuse(event => from(reza)(event) && 'text' in event && event.text === 'زهر')
        await opened()
        const poison = reza.say('زهر')
        reza.say('بعدی')
        await inlet.until(() => inlet.offers(from(reza)) >= 2)
        sara.say('سلام')
        await inlet.event('message', from(sara))
        expect(textsFrom(reza)).toEqual([])
        if (tools.acknowledges) expect(reza.isDelivered(poison)).toBe(false)
      })

      it('brings again after a restart what was under way when it closed', async () => {
        const channel = await opened()
        const under = inlet.hold(from(sara))
        const id = sara.say('نیمه‌کاره')
        await inlet.until(() => inlet.offers(from(sara)) === 1)
        const closed = channel.close()
        under.fail()
        await closed
        expect(inlet.events).toEqual([])
        if (tools.acknowledges) expect(sara.isDelivered(id)).toBe(false)
        const later = recordingInlet()
        await opened(later)
        expect(await later.event('message')).toMatchObject({ eventId: id, text: 'نیمه‌کاره' })
      })

      it('closes at once while it waits for news, and says so', async () => {
        const channel = await opened()
        const began = Date.now()
        await channel.close()
        expect(Date.now() - began).toBeLessThan(500)
        expect(inlet.statuses.at(-1)).toEqual({ state: 'closed' })
      })

      if (tools.links) {
        it('brings the payload of the link that opened the conversation', async () => {
          await opened()
          sara.start('AbC_123-x')
          expect(await inlet.event('started')).toMatchObject({ chat: sara.chat, payload: 'AbC_123-x' })
        })
      }

      if (tools.blocking) {
        it('tells when it can no longer reach them, and when it can again', async () => {
          await opened()
          sara.say('سلام')
          sara.block()
          sara.unblock()
          await inlet.event('reachable', ({ reachable }) => reachable)
          const told = inlet.events.map(event => event.kind === 'reachable' && event.reachable)
          expect(told).toEqual([false, false, true])
          expect(inlet.events.map(({ kind }) => kind)).toEqual(['message', 'reachable', 'reachable'])
        })
      }

      if (tools.buttons) {
        it('brings the value of a pressed button, and under what it was pressed', async () => {
          const channel = await opened()
          sara.say('سلام')
          await inlet.event('message')
          const buttons = [[{ label: 'بله', value: 'yes:1' }], [{ label: 'نه', value: 'no:1' }]]
          const { ids } = await channel.send(chatOf(sara), { kind: 'text', text: 'رسید؟', buttons }, newKey())
          await sara.sees()
          sara.press(ids[0], 'نه')
          expect(await inlet.event('pressed')).toMatchObject({ chat: sara.chat, value: 'no:1', on: ids[0] })
        })
      }
    })

    describe('sending', () => {
      let channel: Channel
      beforeEach(async () => {
        channel = await opened()
        sara.say('سلام')
        await inlet.event('message')
      })

      it('sends words as they are, in answer to theirs', async () => {
        const text = '<b>*سلام*</b> _x_ [y](z) &amp; \u200fمی\u200cآید'
        const replyTo = (await inlet.event('message')).eventId
        await channel.turn(chatOf(sara), 1, never)
        const { ids } = await channel.send(chatOf(sara), { kind: 'text', text, replyTo }, newKey())
        expect(await sara.sees()).toEqual({ id: ids[0], text, files: [], replyTo })
      })

      it('sends a file, with its words and in answer to theirs', async () => {
        const replyTo = (await inlet.event('message')).eventId
        const file = outgoingFile({
          name: 'رسید "۱".pdf',
          mime: 'application/pdf',
          content: Buffer.alloc(200_000, 'x'),
        })
        const { ids } = await channel.send(chatOf(sara), { kind: 'file', file, caption: 'رسید شما', replyTo }, newKey())
        const files = [{ kind: 'document', bytes: 200_000 }]
        expect(await sara.sees()).toEqual({ id: ids[0], text: 'رسید شما', files, replyTo })
      })

      if (tools.albums) {
        it('sends an album, with an id for each file', async () => {
          const files = ['a', 'b', 'c'].map(content => outgoingFile({ content: Buffer.from(content) }))
          const { ids } = await channel.send(chatOf(sara), { kind: 'album', files, caption: 'سه' }, newKey())
          const seen = [await sara.sees(), await sara.sees(), await sara.sees()]
          expect(seen.map(({ id }) => id)).toEqual(ids)
          expect(seen.flatMap(each => each.files.map(({ bytes }) => bytes))).toEqual([1, 1, 1])
        })
      }

      it('changes the words of what it sent, and is content where they are so already', async () => {
        const { ids } = await channel.send(chatOf(sara), { kind: 'text', text: 'فردا' }, newKey())
        const edit = { kind: 'edit', target: ids[0], text: 'امروز', caption: false } as const
        expect(await channel.send(chatOf(sara), edit, newKey())).toEqual({ ids })
        expect(await channel.send(chatOf(sara), edit, newKey())).toEqual({ ids })
      })

      if (tools.limits) {
        it('says that a message was held back, and for how long', async () => {
          rig.nextSend('limited')
          const sent = channel.send(chatOf(sara), { kind: 'text', text: 'x' }, newKey())
          await expect(sent).rejects.toMatchObject({ kind: 'limited', retryAfterMs: expect.any(Number) })
        })
      }

      it('says that a message may have gone where the answer was lost', async () => {
        rig.nextSend('lost answer')
        const sent = channel.send(chatOf(sara), { kind: 'text', text: 'شاید' }, newKey())
        await expect(sent).rejects.toMatchObject({ kind: 'unknown' })
        expect(await sara.sees()).toMatchObject({ text: 'شاید' })
      })

      if (tools.blocking) {
        it('says that they do not want to hear from us', async () => {
          sara.block()
          const sent = channel.send(chatOf(sara), { kind: 'text', text: 'x' }, newKey())
          await expect(sent).rejects.toMatchObject({ kind: 'refused', code: 'blocked' })
        })
      }

      it('never says more in an error than a log may hold', async () => {
        rig.nextSend('refused by a block')
        const failed = await channel.send(chatOf(sara), { kind: 'text', text: 'راز' }, newKey()).catch(error => error)
        expect(failed).toMatchObject({ name: 'ChannelError', kind: 'refused' })
        expect(JSON.stringify(failed) + String(failed)).not.toContain('راز')
      })

      it('lets nobody wait for a turn once it is closed', async () => {
        await channel.close()
        await expect(channel.turn(chatOf(sara), 1, never)).rejects.toMatchObject({ kind: 'unreachable' })
      })

      it('shows typing and pictures as best it can, without failing', async () => {
        await expect(channel.typing({ chat: 'nobody' })).resolves.toBeUndefined()
        await expect(channel.picture('nobody')).resolves.toBeNull()
      })
    })

    it('says that it needs a person where nobody knows its account, and keeps running', async () => {
      const channel = rig.strangerChannel()
      open.push(channel)
      await channel.open(inlet)
      expect(await inlet.reaches('broken')).toMatchObject({ reason: tools.stranger })
      await channel.close()
      expect(inlet.statuses.at(-1)).toEqual({ state: 'closed' })
    })
  })
