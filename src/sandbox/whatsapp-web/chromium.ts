import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HOST } from './pages-server.ts'

/** What a Chromium needs to take this machine's `port` for web.whatsapp.com, and to reach nothing else. */
export const argumentsFor = (port: number, spki: string) => [
  `--host-resolver-rules=MAP ${HOST} 127.0.0.1:${port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost`,
  `--ignore-certificate-errors-spki-list=${spki}`,
  // Without it a page out of whatsapp-web.js' cache may not talk to 127.0.0.1.
  `--ip-address-space-overrides=127.0.0.1:${port}=public`,
]

/** A script that starts `chromium` with these arguments added. */
export function wrapChromium(chromium: string, args: string[]): { path: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'whatsapp-web-'))
  const path = join(folder, 'chromium.sh')
  const quoted = args.map(arg => `'${arg}'`).join(' ')
  writeFileSync(path, `#!/bin/sh\nexec '${chromium}' "$@" ${quoted}\n`, { mode: 0o755 })
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
