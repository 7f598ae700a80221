import { useEffect, useReducer } from 'react'
import { type Change, type Customer, fetchState, liveAddress, type Message, type State } from './sandbox-api.ts'

export interface Sandbox extends State {
  connected: boolean
  loaded: boolean
  /** Per customer: what the bot is doing, until when in ms. */
  actions: Readonly<Record<number, { action: string; until: number }>>
  answer: { person: number; text: string; at: number } | null
  /** The newest message of the bot each customer has looked at. */
  seen: Readonly<Record<number, number>>
}

export type Event =
  | { kind: 'loaded'; state: State }
  | { kind: 'connected'; connected: boolean }
  | { kind: 'added'; customer: Customer }
  | { kind: 'seen'; person: number }
  | { kind: 'forget' }
  | Change

const EMPTY: Sandbox = {
  bot: { username: '' },
  people: [],
  connected: true,
  loaded: false,
  actions: {},
  answer: null,
  seen: {},
}

/** What Telegram's apps show an action for. */
const ACTION_MS = 5000

export function useSandbox(): [Sandbox, (event: Event) => void] {
  const [sandbox, tell] = useReducer(next, EMPTY)
  useEffect(() => {
    const load = () =>
      fetchState().then(
        state => tell({ kind: 'loaded', state }),
        () => tell({ kind: 'connected', connected: false }),
      )
    const live = new EventSource(liveAddress)
    // What was missed while away is in the state, fetched anew after every reconnection.
    live.onopen = () => void load()
    live.onerror = () => tell({ kind: 'connected', connected: false })
    live.onmessage = event => {
      const change: Change = JSON.parse(event.data)
      if (change.kind === 'person') void load()
      else tell(change)
    }
    return () => live.close()
  }, [])
  useEffect(() => {
    const timer = setInterval(() => tell({ kind: 'forget' }), 1000)
    return () => clearInterval(timer)
  }, [])
  return [sandbox, tell]
}

function next(sandbox: Sandbox, event: Event): Sandbox {
  switch (event.kind) {
    case 'loaded':
      return loaded(sandbox, event.state)
    case 'connected':
      return { ...sandbox, connected: event.connected }
    case 'added':
      return withPerson(sandbox, event.customer)
    case 'seen':
      return { ...sandbox, seen: { ...sandbox.seen, [event.person]: lastOfBot(sandbox, event.person) } }
    case 'forget':
      return forget(sandbox)
    case 'message':
      return withMessage(sandbox, event.person, event.message)
    case 'deleted':
      return change(sandbox, event.person, messages => messages.filter(({ id }) => id !== event.messageId))
    case 'action': {
      const until = Date.now() + ACTION_MS
      return { ...sandbox, actions: { ...sandbox.actions, [event.person]: { action: event.action, until } } }
    }
    case 'answer':
      return { ...sandbox, answer: { person: event.person, text: event.text, at: Date.now() } }
    case 'person':
      return sandbox
  }
}

/** At the first look nothing counts as unread. */
function loaded(sandbox: Sandbox, state: State): Sandbox {
  const fresh = { ...sandbox, ...state, connected: true, loaded: true }
  if (sandbox.loaded) return fresh
  return { ...fresh, seen: Object.fromEntries(state.people.map(({ id }) => [id, lastOfBot(fresh, id)])) }
}

function forget(sandbox: Sandbox): Sandbox {
  const now = Date.now()
  const actions = Object.entries(sandbox.actions).filter(([, { until }]) => until > now)
  const stale = sandbox.answer !== null && now - sandbox.answer.at > 4000
  if (actions.length === Object.keys(sandbox.actions).length && !stale) return sandbox
  return { ...sandbox, actions: Object.fromEntries(actions), answer: stale ? null : sandbox.answer }
}

function withPerson(sandbox: Sandbox, customer: Customer): Sandbox {
  return { ...sandbox, people: [...sandbox.people.filter(({ id }) => id !== customer.id), customer] }
}

function withMessage(sandbox: Sandbox, person: number, message: Message): Sandbox {
  const { [person]: _done, ...others } = sandbox.actions
  const actions = message.from === 'bot' ? others : sandbox.actions
  return change({ ...sandbox, actions }, person, messages =>
    [...messages.filter(({ id }) => id !== message.id), message].sort((a, b) => a.id - b.id),
  )
}

function change(sandbox: Sandbox, person: number, work: (messages: Message[]) => Message[]): Sandbox {
  const people = sandbox.people.map(each => (each.id === person ? { ...each, messages: work(each.messages) } : each))
  return { ...sandbox, people }
}

function lastOfBot(sandbox: Sandbox, person: number): number {
  const customer = sandbox.people.find(({ id }) => id === person)
  return customer?.messages.findLast(({ from }) => from === 'bot')?.id ?? 0
}

export const unread = (sandbox: Sandbox, customer: Customer) =>
  customer.messages.filter(({ from, id }) => from === 'bot' && id > (sandbox.seen[customer.id] ?? 0)).length
