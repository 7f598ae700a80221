import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { endsWithUs } from './ending.ts'
import type { Console } from './orders.ts'

const CLI = fileURLToPath(new URL('./cli.js', import.meta.url))

/** Resolves once it is ready. */
export async function run(env: Record<string, string | undefined>, url: string) {
  const began = performance.now()
  const child = spawn(process.execPath, [CLI, 'start'], {
    env,
    cwd: env.DATA_DIR,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  endsWithUs(child)
  let said = ''
  child.stdout.on('data', chunk => {
    said = `${said}${chunk}`.slice(0, 10_000)
  })
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error(`The service ended while it started: ${said}`)
    await delay(10)
  }
  return { child, startMs: performance.now() - began, output: () => said }
}

const isReady = (url: string) =>
  fetch(`${url}/readyz`).then(
    answer => answer.text().then(() => answer.ok),
    () => false,
  )

export const residentMb = ({ pid }: ChildProcess) =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024

/** Makes the first admin by the link that the service prints, and signs them in. */
export async function signIn(url: string, printed: () => string): Promise<Console> {
  const token = await tokenIn(printed)
  const me = { email: 'bench@shop.test', password: 'correct horse battery' }
  const post = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json', origin: url }
    const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return answer.headers.getSetCookie().map(cookie => cookie.split(';')[0])
  }
  await post('/api/setup', { token, name: 'Bench', ...me })
  return { url, cookie: (await post('/api/auth/sign-in/email', me)).join('; ') }
}

/** It may listen a moment before it says so. */
async function tokenIn(printed: () => string): Promise<string> {
  for (let looks = 0; looks < 500; looks++) {
    const token = /\/setup#([\w-]+)/.exec(printed())?.[1]
    if (token) return token
    await delay(10)
  }
  throw new Error('the service printed no link for the first admin')
}
