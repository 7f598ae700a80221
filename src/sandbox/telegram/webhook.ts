import { toWire } from './queue.ts'
import type { UpdateRecord, Webhook } from './world.ts'

/** Brings updates to a bot's address: each chat's in order, one at a time, again and again until it answers 2xx. */
export interface Delivery {
  add(update: UpdateRecord): void
  stop(): void
}

export interface Trouble {
  at: Date
  message: string
}

export interface DeliveryOptions {
  hook: Webhook
  /** What counts as a second between two attempts, in ms. */
  secondMs: number
  confirmed(update: UpdateRecord): void
  /** An answer's body may be a call of its own. */
  answered(body: unknown): void
  troubled(message: string): void
}

interface Lane {
  updates: UpdateRecord[]
  failures: number
}

type Outcome = { ok: true; body: unknown } | { ok: false; why: string; retryAfter: number | null }

/** In seconds; beyond it, every minute. */
const PAUSES = [0, 2, 4, 8, 16, 32]
const ATTEMPT_MS = 60_000

export function startDelivery(options: DeliveryOptions, pending: UpdateRecord[]): Delivery {
  const lanes = new Map<number, Lane>()
  const ready: Lane[] = []
  const stopped = new AbortController()
  const timers = new Set<NodeJS.Timeout>()
  let active = 0

  function add(update: UpdateRecord): void {
    const lane = lanes.get(update.chat)
    if (lane) {
      lane.updates.push(update)
      return
    }
    const fresh = { updates: [update], failures: 0 }
    lanes.set(update.chat, fresh)
    ready.push(fresh)
    pump()
  }

  function pump(): void {
    while (!stopped.signal.aborted && active < options.hook.maxConnections) {
      const lane = ready.shift()
      if (!lane) return
      active++
      void attempt(lane).finally(() => {
        active--
        pump()
      })
    }
  }

  async function attempt(lane: Lane): Promise<void> {
    const update = lane.updates[0]
    if (!update) return
    const outcome = await post(options.hook, update, stopped.signal)
    if (stopped.signal.aborted) return
    if (outcome.ok) settle(lane, update, outcome.body)
    else postpone(lane, outcome)
  }

  function settle(lane: Lane, update: UpdateRecord, body: unknown): void {
    lane.updates.shift()
    lane.failures = 0
    options.confirmed(update)
    options.answered(body)
    if (lane.updates.length > 0) ready.push(lane)
    else lanes.delete(update.chat)
  }

  function postpone(lane: Lane, { why, retryAfter }: { why: string; retryAfter: number | null }): void {
    options.troubled(why)
    lane.failures++
    const pause = retryAfter ?? PAUSES[lane.failures] ?? 60
    const timer = setTimeout(() => {
      timers.delete(timer)
      ready.push(lane)
      pump()
    }, pause * options.secondMs)
    timers.add(timer)
  }

  for (const update of pending) add(update)
  return {
    add,
    stop() {
      stopped.abort()
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

async function post(hook: Webhook, update: UpdateRecord, signal: AbortSignal): Promise<Outcome> {
  try {
    const response = await fetch(hook.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(hook.secret && { 'x-telegram-bot-api-secret-token': hook.secret }),
      },
      body: JSON.stringify(toWire(update)),
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(ATTEMPT_MS)]),
    })
    const text = await response.text()
    if (response.ok) return { ok: true, body: parse(text) }
    const why = `Wrong response from the webhook: ${response.status} ${response.statusText}`
    return { ok: false, why, retryAfter: retryAfter(response) }
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError'
    return { ok: false, why: timedOut ? 'Read timeout expired' : 'Connection refused', retryAfter: null }
  }
}

function retryAfter(response: Response): number | null {
  const asked = Number(response.headers.get('retry-after') ?? Number.NaN)
  return asked >= 1 && asked <= 3600 ? asked : null
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
