// Builds what is missing or older than its sources: the server and the web pages. Does nothing where all is there.
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('.', import.meta.url))
const newestOf = path => {
  const entry = statSync(path, { throwIfNoEntry: false })
  if (!entry) return Number.POSITIVE_INFINITY
  if (!entry.isDirectory()) return entry.mtimeMs
  return Math.max(0, ...readdirSync(path).map(name => newestOf(join(path, name))))
}
const configs = ['vite.config.ts', 'vite.server.config.ts', 'vite.double.config.ts']
const sources = ['src', 'package.json', ...configs].map(name => join(root, name))
const changed = Math.max(...sources.map(newestOf))
const isOld = built => !(statSync(join(root, built), { throwIfNoEntry: false })?.mtimeMs > changed)

const always = process.argv.includes('--all')
const builds = [
  { made: 'dist/server/cli.js', config: 'vite.server.config.ts' },
  { made: 'dist/web/console/index.html', config: 'vite.config.ts' },
  { made: 'dist/whatsapp-web/page.js', config: 'vite.double.config.ts' },
].filter(({ made }) => always || isOld(made))

if (builds.length > 0) {
  // What calls this may be a test run, and React would be built with all its warnings.
  process.env.NODE_ENV = 'production'
  const { build } = await import('vite').catch(() => {
    console.error('What builds the program is not installed: run `npm ci` first.')
    process.exit(1)
  })
  console.log('Building, once…')
  for (const { config } of builds) {
    await build({
      root: config === 'vite.config.ts' ? undefined : root,
      configFile: join(root, config),
      logLevel: 'warn',
    })
  }
}
