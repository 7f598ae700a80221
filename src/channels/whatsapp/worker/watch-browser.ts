import type wweb from 'whatsapp-web.js'
import type { LossReason } from '../protocol.ts'
import { harmless } from './errors.ts'

const LOOK_MS = 50

interface Watch {
  lose(reason: LossReason, detail: string): void
  fault(text: string): void
  /** Another document stands in the page. */
  left(): void
}

/** The library never watches the browser it drives: without this, one that died is only quiet. */
export function watchBrowser(client: wweb.Client, { lose, fault, left }: Watch): void {
  const timer = setInterval(() => {
    const { pupBrowser: browser, pupPage: page } = client
    if (!browser || !page) return
    clearInterval(timer)
    browser.on('disconnected', () => lose('browser', 'the browser is gone'))
    page.on('error', () => lose('browser', 'the page crashed'))
    page.on('close', () => lose('browser', 'the page was closed'))
    page.on('pageerror', error => fault(harmless(error)))
    page.on('framenavigated', frame => {
      if (frame === page.mainFrame()) left()
    })
  }, LOOK_MS)
  timer.unref()
}
