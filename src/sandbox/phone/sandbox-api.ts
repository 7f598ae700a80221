import type { Person, PhoneChange, PhoneMessage } from '../telegram/contract.ts'

/** Over the wire a date is text. */
export type Message = Omit<PhoneMessage, 'date'> & { date: string }
type OverWire<Change> = Change extends { message: PhoneMessage }
  ? Omit<Change, 'message'> & { message: Message }
  : Change
export type Change = OverWire<PhoneChange>

export interface Customer {
  id: number
  person: Person
  blocked: boolean
  messages: Message[]
}

export interface State {
  bot: { username: string }
  people: Customer[]
}

export interface OutgoingFile {
  as: 'photo' | 'document' | 'voice' | 'video'
  name: string
  mime: string
  content: string
  duration?: number
}

const BASE = '/sandbox/api'

export const fileAddress = (fileId: string) => `${BASE}/files/${fileId}`
export const sampleAddress = (name: string) => `${BASE}/samples/${name}`
export const liveAddress = `${BASE}/live`

export async function fetchState(): Promise<State> {
  const response = await fetch(`${BASE}/state`)
  if (!response.ok) throw new Error(response.statusText)
  return response.json()
}

export const createCustomer = (person: Person): Promise<Customer> => post('customers', person).then(r => r.json())

/** @throws Error with a sentence to show */
export async function act(customer: number, deed: string, body: object = {}): Promise<void> {
  await post(`customers/${customer}/${deed}`, body)
}

async function post(path: string, body: object): Promise<Response> {
  const response = await fetch(`${BASE}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (response.ok) return response
  const problem: { title?: string } = await response.json().catch(() => ({}))
  throw new Error(problem.title ?? response.statusText)
}

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
