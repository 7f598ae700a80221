import { median, quantile, table } from '../table.ts'
import type { Away } from './away.ts'
import { BURST, type Bursts } from './burst.ts'
import { type Latencies, RECEIVE, SEND } from './latency.ts'
import { type Memories, type Memory, PHOTOS } from './memory.ts'
import type { Ready } from './ready.ts'

const ms = (value: number) => `${value.toFixed(0)} ms`
const seconds = (value: number) => `${(value / 1000).toFixed(1)} s`
const ratios = (ones: number[], others: number[]) => median(ones.map((one, i) => one / others[i]!)).toFixed(2)

export function readyTable({ linkings, restarts }: Ready): string {
  const online = restarts.map(({ onlineMs }) => onlineMs)
  const start = restarts.map(({ startMs }) => startMs)
  return table([
    [`a WhatsApp number, median of ${linkings.length} and of ${restarts.length}`, ''],
    ['from adding it to a code to scan', seconds(median(linkings.map(({ shownMs }) => shownMs)))],
    ['from scanning it to a line that is up', seconds(median(linkings.map(({ onlineMs }) => onlineMs)))],
    ['start of the service, until it is ready', seconds(median(start))],
    ['start of the service, until a linked number is up', seconds(median(online))],
    ['the same, as a ratio', ratios(online, start)],
  ])
}

export function latencyTable({ receive, send }: Latencies): string {
  const row = (name: string, latencies: number[]) => [name, ms(median(latencies)), ms(quantile(latencies, 0.99))]
  return table([
    ['WhatsApp, one message', 'p50', 'p99'],
    row(`from a customer's phone to the console, ${RECEIVE.perSecond} a second`, receive),
    row(`from an agent's post to the customer's phone, ${SEND.perSecond} a second, no pace`, send),
  ])
}

export function burstTable({ service, library, telegram }: Bursts): string {
  const row = (name: string, rates: number[]) => [
    name,
    Math.round(median(rates)),
    ratios(rates, library),
    ratios(rates, telegram),
  ]
  return table([
    [
      `${BURST.messages} messages of ${BURST.customers} customers at once`,
      'a second',
      'to whatsapp-web.js',
      "to Telegram's webhook",
    ],
    row('the whole service, WhatsApp', service),
    row('bare whatsapp-web.js, which counts events', library),
    row("the whole service, Telegram's webhook", telegram),
  ])
}

export const awayTable = (all: Away[]): string =>
  table([
    ['said while the service was off; from its start', 'until all are stored', 'until the line is up'],
    ...all.map(({ messages, storedMs, onlineMs }) => [
      `${messages} messages`,
      messages === 0 ? '–' : seconds(storedMs),
      seconds(onlineMs),
    ]),
  ])

export function memoryTable({ idle, after }: Memories): string {
  const mb = (value: number) => `${value.toFixed(0)} MB`
  const row = (all: Memory[], i: number) => {
    const { browsersMb, driversMb } = all[i]!
    return [mb(browsersMb), mb(browsersMb - (all[i - 1]?.browsersMb ?? 0)), mb(driversMb)]
  }
  return table([
    [
      'numbers, each with a Chromium (PSS)',
      'idle',
      'the last one adds',
      'Node processes that drive them',
      `after ${PHOTOS} photos each`,
      'the last one adds',
      'Node processes',
    ],
    ...idle.map((_, i) => [i + 1, ...row(idle, i), ...row(after, i)]),
  ])
}
