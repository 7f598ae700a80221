import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type wweb from 'whatsapp-web.js'
import type { LossReason, WorkerEvent, WorkerOptions } from '../protocol.ts'
import { answers } from './calls.ts'
import { newClient } from './client.ts'
import { failureOf, harmless, verdictOf } from './errors.ts'
import { hearChats } from './events.ts'
import { everyModule, missingWords } from './modules.ts'
import { namesIn } from './names.ts'
import { lookAround } from './page/state.ts'
import { watchProgress } from './progress.ts'
import { watchBrowser } from './watch-browser.ts'

export type Session = Awaited<ReturnType<typeof openSession>>

/** One run of the browser, from its start until it is lost: then nothing of it is used again. */
export async function openSession(options: WorkerOptions, tell: (event: WorkerEvent) => void) {
  const client = await newClient(options)
  /** Says that this folder was linked once: a code to scan then means that it no longer is. */
  const linkedFile = join(options.folder, 'linked')
  let over = false

  const lose = (reason: LossReason, detail: string) => {
    if (over) return
    over = true
    progress.end()
    tell({ event: 'lost', reason, detail })
  }
  const progress = watchProgress(client, options, lose)

  client.on('qr', text => {
    if (existsSync(linkedFile)) return lose('logged_out', 'the phone took this device off while we were away')
    progress.offered('qr')
    tell({ event: 'offer', kind: 'qr', text })
  })
  client.on('code', text => {
    progress.offered('code')
    tell({ event: 'offer', kind: 'code', text })
  })
  client.on('loading_screen', percent => {
    progress.made()
    tell({ event: 'syncing', percent: Number(percent) })
  })
  client.on('authenticated', () => {
    progress.made()
    if (!existsSync(linkedFile)) writeFileSync(linkedFile, '', { mode: 0o600 })
    if (!progress.isReady()) tell({ event: 'syncing', percent: null })
  })
  client.on('ready', () => {
    progress.ready()
    sayReady(client, tell).catch(error => lose('browser', harmless(error)))
  })
  client.on('change_state', state => tell({ event: 'connection', state: String(state) }))
  client.on('disconnected', state => lose(verdictOf(String(state)) ?? 'browser', String(state)))
  client.on('auth_failure', () => lose('never_ready', 'auth_failure'))
  hearChats(client, tell)
  watchBrowser(client, {
    lose,
    fault: text => tell({ event: 'fault', text }),
    left() {
      if (progress.isReady()) progress.again()
      tell({ event: 'connection', state: 'RELOADING' })
    },
  })
  client.initialize().catch(error => {
    const [reason, detail] = startFailure(error)
    if (reason === 'never_ready') progress.failed(detail)
    else lose(reason, detail)
  })

  const all = answers(client, namesIn(options.folder))
  return {
    ...all,
    /** A state that the library missed, or did not tell, is known here. */
    probe: async () => {
      const found = await all.probe()
      const verdict = progress.isReady() && verdictOf(found.state)
      if (verdict) lose(verdict, String(found.state))
      return found
    },
    lose,
    /** Ends the browser, in good order where that can be had within five seconds. */
    close: () => {
      over = true
      progress.end()
      return client.destroy().catch(() => undefined)
    },
  }
}

async function sayReady(client: wweb.Client, tell: (event: WorkerEvent) => void): Promise<void> {
  const { missing, state } = await client.pupPage!.evaluate(lookAround, everyModule)
  const version = await client.getWWebVersion()
  const { wid, pushname } = client.info
  tell({
    event: 'ready',
    state: String(state),
    number: wid.user,
    name: pushname ?? '',
    version,
    missing: missing.map(name => missingWords([name])),
  })
}

function startFailure(error: unknown): [LossReason, string] {
  const text = harmless(error)
  if (/ENOENT|EACCES|Browser was not found/.test(text)) return ['no_browser', text]
  // The page was left under the library's hands: the browser's own watch knows why.
  return [failureOf(error).how === 'gone' ? 'browser' : 'never_ready', text]
}
