import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../src/package-root.ts'

/** Beside the sources, not in the system's folder, which is often no disk but memory. Gone when the process ends. */
export function newFolder(): string {
  const folder = mkdtempSync(join(packageRoot(), 'dist', 'bench', 'data-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}
