import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { findChromium } from './chromium.ts'
import type { Config } from './config.ts'
import type { Store } from './storage/store.ts'
import type { AccountRow } from './storage/tables.ts'

/** `ok`: as it should be · `warn`: works, and somebody should know · `bad`: does not work. */
export interface Finding {
  level: 'ok' | 'warn' | 'bad'
  text: string
}

const howToGet = 'Install it (on Debian `apt-get install chromium`) or set CHROMIUM_PATH.'
const VERSION_MS = 10_000

/** Whether WhatsApp numbers can be had here, and how each of them fares by what the service last wrote down. */
export async function examineWhatsApp(config: Config, store: Store): Promise<Finding[]> {
  const { on } = config.whatsapp
  const numbers = (await store.read.accounts.all()).filter(
    ({ channel, id }) => channel === 'whatsapp' && isShown(id, on),
  )
  if (on === false)
    return numbers.length === 0 ? [] : [{ level: 'warn', text: 'WhatsApp: WHATSAPP=off, its numbers rest.' }]
  if (on === null && !config.sandbox) return []
  const browser = await examineBrowser(config)
  return [browser, ...numbers.map(found)]
}

/** Those of the sandbox are its own affair where real ones are there. */
const isShown = (id: string, on: boolean | null) => id.startsWith('acc_whatsapp_sandbox') === (on === null)

async function examineBrowser({ chromium, whatsapp }: Config): Promise<Finding> {
  const level = whatsapp.on ? 'bad' : 'warn'
  const path = findChromium(chromium.path)
  if (path === null) return { level, text: `WhatsApp: needs Chromium, and there is none here. ${howToGet}` }
  try {
    const { stdout } = await promisify(execFile)(path, ['--version'], { timeout: VERSION_MS })
    return { level: 'ok', text: `WhatsApp: by ${stdout.trim().slice(0, 80)}` }
  } catch (error) {
    return { level, text: `WhatsApp: ${path} cannot be run (${(error as NodeJS.ErrnoException).code}). ${howToGet}` }
  }
}

const sentences: Record<string, string> = {
  logged_out: 'is not linked. An admin links it in the console, under Channels.',
  conflict: 'is in use elsewhere. An admin can take it back in the console.',
  banned: 'was shut out by WhatsApp.',
  no_browser: `has no browser. ${howToGet}`,
  incompatible: 'cannot be used: WhatsApp Web has changed.',
}

function found({ name, address, status }: AccountRow): Finding {
  const who = `WhatsApp number “${name}”${address ? ` (${address})` : ''}`
  if (!status) return { level: 'warn', text: `${who}: was never up.` }
  const since = `since ${status.since.slice(0, 16).replace('T', ' ')} UTC`
  const detail = 'detail' in status && status.detail ? ` (${status.detail})` : ''
  if (status.state === 'broken') {
    return { level: 'bad', text: `${who}: ${sentences[status.reason] ?? status.reason}${detail}` }
  }
  if (status.state === 'online') return { level: detail ? 'warn' : 'ok', text: `${who}: online ${since}${detail}` }
  return { level: 'warn', text: `${who}: ${status.state} ${since}` }
}
