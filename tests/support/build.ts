import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { packageRoot } from '../../src/package-root.ts'

/** Before the tests that run what is built, the server or the pages: builds what is older than its sources. */
export default function build(): void {
  execFileSync(process.execPath, [join(packageRoot(), 'build.mjs')], { stdio: 'inherit' })
}
