import { join } from 'node:path'
import type { Logger } from 'pino'
import { keptSecret } from './api/auth/secrets.ts'
import { chores } from './api/chores.ts'
import type { Webhook } from './api/deps.ts'

import { createMetrics } from './api/metrics.ts'
import { buildServer } from './api/server.ts'
import { channelView } from './api/views/channel.ts'
import { intake } from './bot/intake.ts'
import { botOf } from './bot/run.ts'
import { makeDesk } from './cases/make-desk.ts'
import { accountOf } from './channels/telegram/account.ts'
import { telegramChannel } from './channels/telegram/channel.ts'
import { type Config, publicUrlOf } from './config.ts'
import { openDataFolder } from './data-folder.ts'
import { type Clock, systemClock } from './domain/clock.ts'
import { startHousekeeping } from './housekeeping.ts'
import { startFetching } from './inbox/fetch-files.ts'
import { startPictures } from './inbox/fetch-pictures.ts'
import { linesOf } from './inbox/lines.ts'
import { inboxOf } from './inbox/receive.ts'
import { createLiveFeed } from './live/tail.ts'
import { diskMedia } from './media/disk.ts'
import { startOutbox } from './outbox/outbox.ts'
import { packageRoot } from './package-root.ts'
import { openSandbox } from './sandbox/open.ts'
import { openStore } from './storage/open.ts'

/** The wiring, in the order of the flow. The only file that knows every part. */
export async function assemble(config: Config, log: Logger, clock: Clock = systemClock) {
  await openDataFolder(config.dataDir)
  const store = await openStore({ url: config.databaseUrl, log, clock, alone: true })
  const media = diskMedia(join(config.dataDir, 'media'))
  const sandbox = config.sandbox ? await openSandbox(config.dataDir) : null

  // channels
  const lines = linesOf()
  const webhooks = new Map<string, Webhook>()
  const secret = await keptSecret(store, 'telegram')
  const hook = (account: string) => ({
    url: `${config.publicUrl}/channels/telegram/${account}`,
    secret,
    register: (handler: Webhook) => {
      webhooks.set(account, handler)
      return () => void webhooks.delete(account)
    },
  })
  if (config.telegram) {
    const { token, apiRoot } = config.telegram
    const account = accountOf(token)
    const webhook = config.publicUrl ? { webhook: hook(account) } : {}
    lines.add(telegramChannel({ account, token, apiRoot, ...webhook, log, clock }), {
      name: 'Telegram',
      sandbox: false,
    })
  }
  if (sandbox) {
    const { bot, apiRoot } = sandbox
    const account = accountOf(bot.token)
    lines.add(telegramChannel({ account, token: bot.token, apiRoot, log, clock }), { name: 'Sandbox', sandbox: true })
  }

  // inbox ─► bot ─► case ─► desk
  const metrics = createMetrics({
    outbox: store.read.outbox.depth,
    channels: () => lines.all().map(line => channelView(line)),
  })
  const { limitsOf, channel } = lines
  const bot = botOf(intake, limitsOf, log)
  const inbox = inboxOf({ store, bot, limitsOf, clock, received: source => metrics.received(source.channel) })
  const desk = makeDesk({ store, bot, limitsOf, clock, channel })

  // console and API
  const feed = createLiveFeed({ store, clock, log })
  let started = false
  const server = buildServer({
    store,
    desk,
    media,
    feed,
    metrics,
    clock,
    log,
    lines: {
      list: () => lines.all().map(line => channelView(line)),
      find: account => lines.fits(account),
    },
    webhook: account => webhooks.get(account) ?? null,
    started: () => started,
    settings: {
      publicUrl: publicUrlOf(config),
      webRoot: join(packageRoot(), 'dist', 'web'),
      sandbox: sandbox !== null,
      metricsToken: config.metricsToken,
    },
    plugins: sandbox ? [{ prefix: '/sandbox/api', plugin: sandbox.routes }] : [],
  })
  await server.listen({ port: config.port, host: config.host })

  // outbox and jobs
  const parts = { store, media, clock, log, channel }
  const outbox = await startOutbox({ ...parts, ended: (name, result) => metrics.sent(name, result) })
  const jobs = [
    await startFetching(parts),
    startPictures(parts),
    startHousekeeping(clock, log, chores({ store, media, clock })),
  ]
  await lines.open({ store, inbox, clock, log })
  started = true

  return {
    store,
    sandbox,
    /** Receives nothing new, finishes what is under way, closes everything. */
    async close() {
      started = false
      await lines.close()
      await outbox.close()
      await Promise.all(jobs.map(job => job.close()))
      await feed.close()
      await server.close()
      await sandbox?.close()
      await store.close()
    },
  }
}
