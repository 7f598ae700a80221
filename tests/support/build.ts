import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'
import { packageRoot } from '../../src/package-root.ts'

const root = packageRoot()
const pages = ['src/console', 'src/sandbox/phone']

/** Before the tests that run the server as a process: builds it where its sources are newer. No pages. */
export default async function buildServer(): Promise<void> {
  const built = await stat(join(root, 'dist/server/cli.js')).catch(() => null)
  const sources = ['src', 'package.json', 'vite.server.config.ts']
  const changed = Math.max(...(await Promise.all(sources.map(newestOf))))
  if (built && built.mtimeMs > changed) return
  await build({ root, configFile: join(root, 'vite.server.config.ts'), logLevel: 'warn' })
}

async function newestOf(path: string): Promise<number> {
  if (pages.includes(path)) return 0
  const entry = await stat(join(root, path))
  if (!entry.isDirectory()) return entry.mtimeMs
  const inside = await readdir(join(root, path))
  return Math.max(0, ...(await Promise.all(inside.map(name => newestOf(join(path, name))))))
}
