import type { Customer, CustomerEvent } from './model.ts'
import {
  actOnTelegram,
  type TelegramChange,
  type TelegramState,
  telegramEvent,
  telegramPeople,
} from './telegram-side.ts'
import { actOnWhatsApp, type WhatsAppNews, type WhatsAppState, whatsappEvent, whatsappPeople } from './whatsapp-side.ts'
import { BASE } from './wire.ts'

export interface State {
  people: Customer[]
  whatsapp: Omit<WhatsAppState, 'people'>
}

export interface OutgoingFile {
  as: 'photo' | 'document' | 'voice' | 'video'
  name: string
  mime: string
  content: string
  duration?: number
}

export const sampleAddress = (name: string) => `${BASE}/samples/${name}`
export const liveAddress = `${BASE}/live`

export async function fetchState(): Promise<State> {
  const response = await fetch(`${BASE}/state`)
  if (!response.ok) throw new Error(response.statusText)
  const state: TelegramState & { whatsapp: WhatsAppState } = await response.json()
  const { people: _people, ...whatsapp } = state.whatsapp
  return { people: [...telegramPeople(state), ...whatsappPeople(state.whatsapp)], whatsapp }
}

/** What the live stream says. */
export function eventOf(told: string): CustomerEvent {
  const change: TelegramChange | WhatsAppNews = JSON.parse(told)
  return 'on' in change ? whatsappEvent(change) : telegramEvent(change)
}

/** @throws Error with a sentence to show */
export const act = (
  { messenger, id }: Pick<Customer, 'messenger' | 'id'>,
  deed: string,
  body: Record<string, unknown> = {},
): Promise<void> => (messenger === 'telegram' ? actOnTelegram(id, deed, body) : actOnWhatsApp(id, deed, body))

export async function outgoing(blob: Blob, as: OutgoingFile['as'], name: string): Promise<OutgoingFile> {
  return { as, name, mime: blob.type || 'application/octet-stream', content: await base64(blob) }
}

export async function sampleFile(name: string, as: OutgoingFile['as']): Promise<OutgoingFile> {
  const response = await fetch(sampleAddress(name))
  return outgoing(await response.blob(), as, as === 'voice' ? 'voice.ogg' : `${name}.jpg`)
}

function base64(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '')
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
}
