import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Channel } from './channels/channel.ts'
import { whatsappChannel } from './channels/whatsapp/channel.ts'
import type { ConnectParts } from './connect-parts.ts'
import { AppError } from './domain/errors.ts'
import type { AccountId } from './domain/ids.ts'
import type { Lines } from './inbox/lines.ts'
import { packageRoot } from './package-root.ts'

/** WhatsApp numbers: each is added by hand and linked with its phone. */
export interface Numbers {
  /** What keeps numbers from being added here; null: nothing. */
  obstacle: 'off' | 'no_browser' | null
  /** Adds a number of that name and begins to link it. @throws AppError `channel_missing` */
  add(name: string): Promise<AccountId>
  /** Unlinks it and closes its line for good. @throws AppError `not_found` */
  remove(account: AccountId): Promise<void>
}

/** Nobody is shut out of the sandbox, and who tries it does not want to wait. */
const PLAYED_EVERY_MS = 300
const prefix = 'acc_whatsapp_'
/** Numbers of the sandbox's own WhatsApp, which the real one does not know. */
const sandboxPrefix = `${prefix}sandbox`
/** The one the sandbox brings along. */
const sandboxNumber: AccountId = `${sandboxPrefix}_1`

/** A channel for each number that was added; in the sandbox, for its own. None is open yet. */
export async function connectNumbers(parts: ConnectParts & { lines: Lines }): Promise<Numbers> {
  const { config, store, sandbox, chromium, lines, log, clock } = parts
  const played = config.whatsapp.on === true ? null : (sandbox?.whatsapp ?? null)
  const executablePath = played?.executablePath ?? chromium
  const folderOf = (account: AccountId) => join(config.dataDir, 'whatsapp', account)

  function connect(account: AccountId, name: string): Channel {
    const channel = whatsappChannel({
      account,
      folder: folderOf(account),
      workerFile: workerFile(),
      browser: executablePath === null ? null : { executablePath, args: config.chromium.args },
      everyMs: isPlayed(account) ? Math.min(config.whatsapp.everyMs, PLAYED_EVERY_MS) : config.whatsapp.everyMs,
      log,
      clock,
    })
    const line = played && account === sandboxNumber ? played.linked(channel) : channel
    lines.add(line, { name, sandbox: isPlayed(account), given: account !== sandboxNumber })
    return line
  }

  async function connectKnown(): Promise<void> {
    for (const { id, name, channel } of await store.read.accounts.all()) {
      if (channel !== 'whatsapp' || id === sandboxNumber || isPlayed(id) !== (played !== null)) continue
      connect(id, name)
    }
  }

  const obstacle = obstacleOf(parts)
  if (obstacle !== 'off') await connectKnown()
  if (played) connect(sandboxNumber, 'Sandbox')

  return {
    obstacle,
    async add(name) {
      if (obstacle !== null) throw new AppError('channel_missing', `no numbers here: ${obstacle}`, sentences[obstacle])
      const account: AccountId = `${played ? `${sandboxPrefix}_` : prefix}${randomBytes(6).toString('hex')}`
      const channel = connect(account, name)
      await lines.openOne(account)
      await channel.pairing?.begin(null)
      return account
    },
    async remove(account) {
      const line = lines.all().find(({ channel, given }) => given && channel.account === account)
      if (!line) throw new AppError('not_found', `no number ${account}`, 'There is no such number.')
      await line.channel.pairing?.unlink()
      await lines.remove(account)
      await rm(folderOf(account), { recursive: true, force: true })
    },
  }
}

const isPlayed = (account: AccountId) => account.startsWith(sandboxPrefix)

const sentences = {
  off: 'WhatsApp is off here: set WHATSAPP=on.',
  no_browser: 'WhatsApp needs Chromium, and there is none on this machine.',
}

function obstacleOf({ config, sandbox, chromium }: ConnectParts): Numbers['obstacle'] {
  const { on } = config.whatsapp
  if (on === false || (on === null && sandbox === null)) return 'off'
  return chromium === null ? 'no_browser' : null
}

/** The program of the process that drives a number's browser: built beside this one, or, from the sources, where it is built. */
function workerFile(): string {
  const beside = join(dirname(fileURLToPath(import.meta.url)), 'whatsapp-worker.js')
  return existsSync(beside) ? beside : join(packageRoot(), 'dist/server/whatsapp-worker.js')
}
