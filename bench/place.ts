import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../src/package-root.ts'
import { goesWithUs } from './ending.ts'

/** Beside the sources, not in the system's folder, which is often no disk but memory. Gone when the process ends. */
export const newFolder = (): string => goesWithUs(mkdtempSync(join(packageRoot(), 'dist', 'bench', 'data-')))
