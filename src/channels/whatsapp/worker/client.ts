import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import wweb from 'whatsapp-web.js'
import type { WorkerOptions } from '../protocol.ts'
import { shim } from './page/shim.ts'

const usualArgs = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]
/** The browser refuses to be run by root with its own sandbox. */
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** The library's client, not yet begun: one browser, one page, used once. */
export async function newClient(options: WorkerOptions): Promise<wweb.Client> {
  const { folder, executablePath, args } = options
  return new wweb.Client({
    authStrategy: new wweb.LocalAuth({ dataPath: folder }),
    webVersionCache: { type: 'none' },
    authTimeoutMs: options.timings.readyMs,
    qrMaxRetries: 0,
    takeoverOnConflict: false,
    userAgent: await userAgentOf(executablePath),
    evalOnNewDoc: shim,
    puppeteer: {
      executablePath,
      // A call that hangs is ended by whoever called, with all of this; one that only ended here would go on in the page.
      protocolTimeout: 3_600_000,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      args: [...usualArgs, ...asRoot, ...args],
    },
  } as wweb.ClientOptions)
}

/** As this very browser would say it with a window: the library's own is of 2022, and a headless one says so. */
async function userAgentOf(executablePath: string): Promise<string | false> {
  const told = await promisify(execFile)(executablePath, ['--version'], { timeout: 10_000 }).catch(() => null)
  const major = /\b(\d+)\.\d+\.\d+/.exec(told?.stdout ?? '')?.[1]
  if (!major) return false
  return `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Safari/537.36`
}
