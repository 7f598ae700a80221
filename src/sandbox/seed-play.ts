import type { DrawingName } from './samples/drawings.ts'
import { picture } from './samples/pictures.ts'
import { voiceSample } from './samples/voice.ts'
import type { CustomerPhone, Person, PhoneMessage } from './telegram/contract.ts'

export interface Scene {
  person: Person & { id: number }
  acts: readonly Act[]
}

/** One thing a customer does. Each but the first waits until the bot has answered the one before. */
export type Act =
  | { does: 'start'; payload?: string }
  | { does: 'say'; text: string; forwarded?: boolean }
  /** Several things said before the bot gets a word in. */
  | { does: 'rush'; texts: readonly string[] }
  /** A button under what the bot said last: one whose label fits, else the one of that number. */
  | { does: 'press'; like?: RegExp; index: number }
  | { does: 'photos'; drawings: readonly DrawingName[]; caption?: string }
  | { does: 'voice' }
  | { does: 'document'; name: string; content: string }
  | { does: 'location'; latitude: number; longitude: number }
  | { does: 'edit'; text: string }
  | { does: 'reply'; text: string }
  | { does: 'block' }

/** How long a customer waits for a bot that says nothing, and after its last words for more of them. In ms. */
export interface Patience {
  silentMs: number
  pauseMs: number
}

/** False where the bot kept silent: then this customer gives up. */
export async function played(phone: CustomerPhone, act: Act, patience: Patience): Promise<boolean> {
  const before = phone.messages().at(-1)?.id ?? 0
  if (act.does === 'press') return pressed(phone, act, patience)
  // Which action belongs to which act is said by the type of `actions`, but only one by one.
  await actions[act.does](phone, act as never)
  if (act.does === 'edit' || act.does === 'block') return true
  return (await answer(phone, before, patience)) !== null
}

type Actions = {
  [Does in Exclude<Act['does'], 'press'>]: (phone: CustomerPhone, act: Extract<Act, { does: Does }>) => unknown
}

const actions: Actions = {
  start: (phone, { payload }) => phone.start(payload),
  say: (phone, { text, forwarded = false }) => phone.say(text, { forwarded }),
  rush(phone, { texts }) {
    for (const text of texts) phone.say(text)
  },
  async photos(phone, { drawings, caption }) {
    const files = await Promise.all(drawings.map(picture))
    const [only] = files
    const words = caption ? { caption } : {}
    if (files.length === 1 && only) phone.send('photo', only, words)
    else phone.album(files, words)
  },
  voice(phone) {
    const { bytes, mime, seconds } = voiceSample
    phone.send('voice', { bytes: bytes(), mime, duration: seconds })
  },
  document: (phone, { name, content }) =>
    phone.send('document', { bytes: Buffer.from(content), name, mime: 'text/plain' }),
  location: (phone, { latitude, longitude }) => phone.location(latitude, longitude),
  edit(phone, { text }) {
    const last = phone.messages().findLast(({ from, text: said }) => from === 'customer' && said !== '')
    if (last) phone.edit(last.id, text)
  },
  reply(phone, { text }) {
    const last = phone.messages().findLast(({ from }) => from === 'bot')
    phone.say(text, last ? { replyTo: last.id } : {})
  },
  block: phone => phone.block(),
}

/** Where there are no buttons the customer just goes on: the bot may ask in words. */
async function pressed(
  phone: CustomerPhone,
  act: Extract<Act, { does: 'press' }>,
  patience: Patience,
): Promise<boolean> {
  const question = phone.messages().findLast(({ from, buttons }) => from === 'bot' && buttons.length > 0)
  const labels = question?.buttons.flat().map(({ label }) => label) ?? []
  const label = labels.find(each => act.like?.test(each)) ?? labels[act.index] ?? labels[0]
  if (!question || label === undefined) return true
  const before = phone.messages().at(-1)?.id ?? 0
  phone.press(question.id, label)
  return (await answer(phone, before, patience)) !== null
}

/** A bot may say several things at once: what counts is that it has stopped. */
async function answer(phone: CustomerPhone, after: number, patience: Patience): Promise<PhoneMessage | null> {
  let last = await phone.next(undefined, { after, ms: patience.silentMs }).catch(() => null)
  for (let more = last; more; ) {
    last = more
    more = await phone.next(undefined, { after: more.id, ms: patience.pauseMs }).catch(() => null)
  }
  return last
}
