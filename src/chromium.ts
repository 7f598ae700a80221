import { existsSync } from 'node:fs'

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** The browser of this machine: the one that is set, and no other where it is; else the first of the usual places. Null where there is none. */
export const findChromium = (path: string | null): string | null =>
  (path === null ? usual : [path]).find(each => existsSync(each)) ?? null
