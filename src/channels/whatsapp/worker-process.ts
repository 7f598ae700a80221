import { type ChildProcess, fork } from 'node:child_process'
import type { Clock } from '../../domain/clock.ts'
import type {
  CallArgs,
  CallFailure,
  CallName,
  CallResult,
  FromWorker,
  LossReason,
  ToWorker,
  WorkerEvent,
  WorkerOptions,
} from './protocol.ts'

/** A call that was not answered well. `timeout`: it hangs, and may still do what it was asked. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed'
  constructor(
    readonly how: CallFailure['how'] | 'timeout',
    readonly call: CallName,
    text: string,
  ) {
    super(`${call}: ${text}`)
  }
}

export interface Loss {
  reason: LossReason
  detail: string
}

/** One run of the process that drives a number's browser. */
export interface WorkerProcess {
  /** @throws CallFailed */
  call<N extends CallName>(name: N, args: CallArgs<N>, ms: number): Promise<CallResult<N>>
  /** Resolves when it is of no more use, whoever found that out first. */
  readonly lost: Promise<Loss>
  lose(reason: LossReason, detail: string): void
  /** Ends the process, in good order where it still can be had. Resolves once it is gone. */
  end(): Promise<void>
}

interface Waiting {
  name: CallName
  answer(result: unknown): void
  fail(error: CallFailed): void
}

const END_MS = 7_000
/** What the process needs of ours: no token, no database. */
const inherited = ['PATH', 'HOME', 'TMPDIR', 'TZ', 'LANG', 'LC_ALL', 'XDG_RUNTIME_DIR', 'DBUS_SESSION_BUS_ADDRESS']

export function startWorker(
  file: string,
  options: WorkerOptions,
  clock: Clock,
  hear: (event: WorkerEvent) => void,
): WorkerProcess {
  const env = Object.fromEntries(inherited.flatMap(name => (process.env[name] ? [[name, process.env[name]]] : [])))
  const child = fork(file, [], {
    serialization: 'advanced',
    env,
    execArgv: ['--max-old-space-size=768'],
    // In a group of its own: a Ctrl+C in the terminal is for us to pass on.
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const waiting = new Map<number, Waiting>()
  let calls = 0
  let gone = false
  let lose: WorkerProcess['lose'] = () => {}
  const lost = new Promise<Loss>(resolve => {
    lose = (reason, detail) => resolve({ reason, detail })
  })
  const exit = exitOf(child)
  // What it means, its exit tells.
  child.on('error', () => undefined)
  const post = (message: ToWorker) => {
    if (child.connected) child.send(message, () => undefined)
  }

  void exit.then(() => {
    gone = true
    lose('browser', 'its process ended')
    for (const { name, fail } of waiting.values()) fail(new CallFailed('gone', name, 'its process ended'))
    waiting.clear()
  })
  child.on('message', (message: FromWorker) => {
    if (!('answer' in message)) {
      if (message.event === 'lost') lose(message.reason, message.detail)
      else hear(message)
      return
    }
    const call = waiting.get(message.answer)
    waiting.delete(message.answer)
    if (!call) return
    if ('failure' in message) call.fail(new CallFailed(message.failure.how, call.name, message.failure.text))
    else call.answer(message.result)
  })
  post({ kind: 'open', options })

  return {
    lost,
    lose: (reason, detail) => lose(reason, detail),
    async call<N extends CallName>(name: N, args: CallArgs<N>, ms: number): Promise<CallResult<N>> {
      if (gone) throw new CallFailed('gone', name, 'its process ended')
      const n = ++calls
      const answered = new AbortController()
      const result = new Promise<CallResult<N>>((answer, fail) => {
        waiting.set(n, { name, answer: answer as (result: unknown) => void, fail })
      })
      post({ kind: 'call', n, name, args })
      void clock.sleep(ms, answered.signal).then(() => {
        waiting.get(n)?.fail(new CallFailed('timeout', name, `no answer within ${ms} ms`))
        waiting.delete(n)
      })
      return result.finally(() => answered.abort())
    },
    async end() {
      post({ kind: 'close' })
      const enough = new AbortController()
      await Promise.race([exit, clock.sleep(END_MS, enough.signal)])
      enough.abort()
      child.kill('SIGKILL')
      await exit
    },
  }
}

const exitOf = (child: ChildProcess): Promise<void> =>
  new Promise(resolve => {
    child.once('exit', () => resolve())
    child.once('error', () => {
      if (child.pid === undefined) resolve()
    })
  })
