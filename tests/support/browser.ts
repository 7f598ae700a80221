import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { inject } from 'vitest'

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The system's Chromium with an empty profile. */
export const openBrowser = (executablePath = inject('chromium')): Promise<Browser> =>
  chromium.launch({ executablePath, args: quiet })

export type Language = 'fa' | 'en'

/** A desk's screen, unless `options` says otherwise. */
export interface Visit {
  page: Page
  /** What went wrong in any page of this visitor: errors nobody caught, complaints in the console. */
  trouble: string[]
  close(): Promise<void>
}

/** Somebody with a browser of their own: no cookies, nothing remembered. */
export async function visit(
  browser: Browser,
  baseURL: string,
  language: Language,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const locale = language === 'fa' ? 'fa-IR' : 'en-US'
  const context = await browser.newContext({ baseURL, locale, viewport: { width: 1280, height: 800 }, ...options })
  context.setDefaultTimeout(10_000)
  const trouble: string[] = []
  context.on('weberror', error => trouble.push(String(error.error())))
  context.on('console', message => {
    if (message.type() === 'error' && !isRefusal(message.text())) trouble.push(message.text())
  })
  return { page: await context.newPage(), trouble, close: () => context.close() }
}

/** The browser itself notes every refusal; "not signed in" and "somebody was faster" are answers, which the page shows. */
const isRefusal = (text: string) => /^Failed to load resource: .* status of (401|409)/.test(text)
