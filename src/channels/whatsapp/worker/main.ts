import type { CallName, FromWorker, ToWorker } from '../protocol.ts'
import { failureOf, harmless } from './errors.ts'
import { openSession, type Session } from './session.ts'

/**
 * The process that drives one number's browser. Everything that can go wrong with the library goes wrong here: a rejection
 * nobody caught, a full memory, a page that hangs. It keeps nothing that is not in its folder, so it may die at any moment.
 */
let session: Session | null = null
let ending = false

const tell = (message: FromWorker) => {
  if (process.connected) process.send?.(message)
}

async function answer(n: number, name: CallName, args: unknown[]): Promise<void> {
  try {
    if (!session) throw new Error('the page is not ready')
    const call = session[name] as (...given: unknown[]) => unknown
    tell({ answer: n, result: await call(...args) })
  } catch (error) {
    tell({ answer: n, failure: failureOf(error) })
  }
}

/** The browser with it: nobody else would end it. */
async function end(): Promise<void> {
  if (ending) return
  ending = true
  await Promise.race([session?.close(), new Promise(resolve => setTimeout(resolve, 5_000))])
  process.exit(0)
}

process.on('message', (message: ToWorker) => {
  if (message.kind === 'call') void answer(message.n, message.name, message.args)
  else if (message.kind === 'close') void end()
  else
    openSession(message.options, tell).then(
      opened => {
        session = opened
      },
      error => tell({ event: 'lost', reason: 'browser', detail: harmless(error) }),
    )
})
// The service is gone.
process.on('disconnect', () => void end())
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined)
// The library rejects into nowhere when its page is left; what that means, the watch on page and browser finds out.
process.on('unhandledRejection', error => tell({ event: 'fault', text: harmless(error) }))
process.on('uncaughtException', error => {
  tell({ event: 'lost', reason: 'browser', detail: harmless(error) })
})
