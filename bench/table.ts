import { availableParallelism, cpus, release, totalmem, type } from 'node:os'
import type { Answer } from './orders.ts'

export interface Result {
  name: string
  rounds: Answer[]
}

const sorted = (numbers: number[]) => numbers.toSorted((one, other) => one - other)
export const quantile = (numbers: number[], q: number) =>
  sorted(numbers)[Math.floor(q * (numbers.length - 1))] ?? Number.NaN
export const median = (numbers: number[]) => quantile(numbers, 0.5)

const ofRounds = ({ rounds }: Result) => ({
  perSecond: median(rounds.map(({ latencies, seconds }) => latencies.length / seconds)),
  p50: median(rounds.map(({ latencies }) => median(latencies))),
  p99: median(rounds.map(({ latencies }) => quantile(latencies, 0.99))),
})

export const table = (rows: (string | number)[][]) =>
  rows
    .flatMap((row, i) => [row, ...(i === 0 ? [row.map((_, column) => (column === 0 ? '---' : '---:'))] : [])])
    .map(row => `| ${row.join(' | ')} |`)
    .join('\n')

/** Each against `base`: the ratio is the median of what the rounds gave, so that a slow minute counts for both. */
export function speedTable(results: Result[], base: Result): string {
  const ratio = (result: Result) => {
    const rate = ({ latencies, seconds }: Answer) => latencies.length / seconds
    return median(result.rounds.map((round, i) => rate(round) / rate(base.rounds[i]!)))
  }
  const rows = results.map(result => {
    const { perSecond, p50, p99 } = ofRounds(result)
    return [result.name, Math.round(perSecond), ratio(result).toFixed(2), p50.toFixed(0), p99.toFixed(0)]
  })
  return table([['64 requests at once', 'a second', 'ratio', 'p50 ms', 'p99 ms'], ...rows])
}

export const latencyTable = ({ latencies }: Answer, { startMs, restMb }: { startMs: number; restMb: number }): string =>
  table([
    ['the service', ''],
    ['from a post to the console, 100 a second, p50', `${quantile(latencies, 0.5).toFixed(0)} ms`],
    ['the same, p99', `${quantile(latencies, 0.99).toFixed(0)} ms`],
    ['start, until it is ready', `${startMs.toFixed(0)} ms`],
    ['memory at rest', `${restMb.toFixed(0)} MB`],
  ])

export function machine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown CPU'
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GB`
  return `${availableParallelism()} × ${model}, ${memory}, ${type()} ${release()}, Node ${process.versions.node}.`
}
