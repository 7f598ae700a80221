import { useEffect, useReducer } from 'react'
import type { Customer, CustomerEvent, Message } from './model.ts'
import { eventOf, fetchState, liveAddress, type State } from './sandbox-api.ts'

export interface Sandbox extends State {
  connected: boolean
  loaded: boolean
  /** Per customer: what the shop is doing, until when in ms. */
  actions: Readonly<Record<string, { action: string; until: number }>>
  answer: { person: string; text: string; at: number } | null
  /** How many of the shop's messages each customer has looked at. */
  seen: Readonly<Record<string, number>>
}

export type Event =
  | { kind: 'loaded'; state: State }
  | { kind: 'connected'; connected: boolean }
  | { kind: 'seen'; person: string }
  | { kind: 'forget' }
  | Exclude<CustomerEvent, { kind: 'stale' }>

const EMPTY: Sandbox = {
  people: [],
  whatsapp: { absent: 'off', phones: [], waiting: [] },
  connected: true,
  loaded: false,
  actions: {},
  answer: null,
  seen: {},
}

/** What the apps show an action for. */
const ACTION_MS = 5000

export function useSandbox(): [Sandbox, (event: Event) => void] {
  const [sandbox, tell] = useReducer(next, EMPTY)
  useEffect(() => follow(tell), [])
  useEffect(() => {
    const timer = setInterval(() => tell({ kind: 'forget' }), 1000)
    return () => clearInterval(timer)
  }, [])
  return [sandbox, tell]
}

/** Tells of the state and of every change, until the returned function is called. */
function follow(tell: (event: Event) => void): () => void {
  let loading = 0
  /** A state may be older than what comes while it is on its way: that is told once more after it. */
  let meanwhile: Event[] = []
  async function load(): Promise<void> {
    loading++
    try {
      tell({ kind: 'loaded', state: await fetchState() })
      meanwhile.forEach(tell)
    } catch {
      tell({ kind: 'connected', connected: false })
    }
    if (--loading === 0) meanwhile = []
  }
  // Several things change at once where a phone is linked.
  let soon: ReturnType<typeof setTimeout> | undefined
  const live = new EventSource(liveAddress)
  // What was missed while away is in the state, fetched anew after every reconnection.
  live.onopen = () => void load()
  live.onerror = () => tell({ kind: 'connected', connected: false })
  live.onmessage = message => {
    const event = eventOf(message.data)
    if (event.kind === 'stale') {
      clearTimeout(soon)
      soon = setTimeout(() => void load(), 50)
      return
    }
    if (loading > 0) meanwhile.push(event)
    tell(event)
  }
  return () => {
    clearTimeout(soon)
    live.close()
  }
}

function next(sandbox: Sandbox, event: Event): Sandbox {
  switch (event.kind) {
    case 'loaded':
      return loaded(sandbox, event.state)
    case 'connected':
      return { ...sandbox, connected: event.connected }
    case 'seen':
      return { ...sandbox, seen: { ...sandbox.seen, [event.person]: saidTo(sandbox, event.person) } }
    case 'forget':
      return forget(sandbox)
    case 'message':
      return withMessage(sandbox, event.person, event.message)
    case 'deleted':
      return change(sandbox, event.person, messages => messages.filter(({ id }) => id !== event.messageId))
    case 'action':
      return withAction(sandbox, event.person, event.action)
    case 'answer':
      return { ...sandbox, answer: { person: event.person, text: event.text, at: Date.now() } }
  }
}

/** At the first look nothing counts as unread. */
function loaded(sandbox: Sandbox, state: State): Sandbox {
  const fresh = { ...sandbox, ...state, connected: true, loaded: true }
  if (sandbox.loaded) return fresh
  return { ...fresh, seen: Object.fromEntries(state.people.map(({ key }) => [key, saidTo(fresh, key)])) }
}

function forget(sandbox: Sandbox): Sandbox {
  const now = Date.now()
  const actions = Object.entries(sandbox.actions).filter(([, { until }]) => until > now)
  const stale = sandbox.answer !== null && now - sandbox.answer.at > 4000
  if (actions.length === Object.keys(sandbox.actions).length && !stale) return sandbox
  return { ...sandbox, actions: Object.fromEntries(actions), answer: stale ? null : sandbox.answer }
}

function withAction(sandbox: Sandbox, person: string, action: string | null): Sandbox {
  const { [person]: _before, ...others } = sandbox.actions
  const now = action === null ? {} : { [person]: { action, until: Date.now() + ACTION_MS } }
  return { ...sandbox, actions: { ...others, ...now } }
}

function withMessage(sandbox: Sandbox, person: string, message: Message): Sandbox {
  const known = sandbox.people.find(({ key }) => key === person)?.messages.some(({ id }) => id === message.id)
  if (known) return change(sandbox, person, messages => messages.map(each => (each.id === message.id ? message : each)))
  const calm = message.from === 'shop' ? withAction(sandbox, person, null) : sandbox
  return change(calm, person, messages => [...messages, message])
}

function change(sandbox: Sandbox, person: string, work: (messages: Message[]) => Message[]): Sandbox {
  const people = sandbox.people.map(each => (each.key === person ? { ...each, messages: work(each.messages) } : each))
  return { ...sandbox, people }
}

const said = ({ messages }: Customer) => messages.filter(({ from }) => from === 'shop').length
const saidTo = ({ people }: Sandbox, person: string) =>
  people.filter(({ key }) => key === person).reduce((sum, customer) => sum + said(customer), 0)

export const unread = (sandbox: Sandbox, customer: Customer) =>
  Math.max(0, said(customer) - (sandbox.seen[customer.key] ?? 0))
