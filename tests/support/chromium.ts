import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the system's Chromium is. */
    chromium: string
  }
}

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium']
const find = () => [process.env.CHROMIUM_PATH, ...usual].find(path => path && existsSync(path))

/** Finds Chromium, installs it where that is ours to do, or says how it is had. */
export default function setup(project: TestProject): void {
  project.provide('chromium', find() ?? installed())
}

function installed(): string {
  const debian = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0
  if (debian) {
    const quietly = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const
    execFileSync('apt-get', ['update'], quietly)
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-core'], quietly)
  }
  const found = find()
  if (found) return found
  throw new Error(
    'The browser tests need Chromium: install it (on Debian `apt-get install chromium`) or set CHROMIUM_PATH.',
  )
}
