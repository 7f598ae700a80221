import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { ChannelName } from '../domain/customer.ts'
import type { ChannelView } from './schemas/channels.ts'

export interface Metrics {
  received(channel: ChannelName): void
  /** `result`: `sent`, `failed`, `unknown`, `retried`. */
  sent(channel: ChannelName, result: string): void
  /** `route` is the pattern, never the address itself. */
  answered(request: { method: string; route: string; status: number; seconds: number }): void
  /** In Prometheus' text format. */
  text(): Promise<string>
  readonly contentType: string
}

/** Looked at when somebody asks for the figures. */
export interface Gauged {
  outbox(): Promise<{ state: string; n: number }[]>
  channels(): ChannelView[]
}

export function createMetrics({ outbox, channels }: Gauged): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const received = new Counter({
    name: 'shenava_messages_received_total',
    help: 'Messages of customers that were stored.',
    labelNames: ['channel'] as const,
    registers,
  })
  const sends = new Counter({
    name: 'shenava_sends_total',
    help: 'Attempts to send one part, by how they ended.',
    labelNames: ['channel', 'result'] as const,
    registers,
  })
  const durations = new Histogram({
    name: 'shenava_http_request_duration_seconds',
    help: 'From the request to the end of the answer.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  })
  new Gauge({
    name: 'shenava_outbox_depth',
    help: 'Sends that are not done.',
    labelNames: ['state'] as const,
    registers,
    async collect() {
      this.reset()
      for (const state of ['queued', 'sending']) this.set({ state }, 0)
      for (const { state, n } of await outbox()) this.set({ state }, n)
    },
  })
  new Gauge({
    name: 'shenava_channel_state',
    help: '1 for the state a channel account is in.',
    labelNames: ['channel', 'account', 'state'] as const,
    registers,
    collect() {
      this.reset()
      for (const { channel, id: account, state } of channels()) this.set({ channel, account, state }, 1)
    },
  })
  return {
    received: channel => received.inc({ channel }),
    sent: (channel, result) => sends.inc({ channel, result }),
    answered: ({ method, route, status, seconds }) => durations.observe({ method, route, status }, seconds),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
