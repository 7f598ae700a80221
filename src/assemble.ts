import { join } from 'node:path'
import type { Logger } from 'pino'
import { chores } from './api/chores.ts'

import { createMetrics } from './api/metrics.ts'
import { buildServer } from './api/server.ts'
import { channelView } from './api/views/channel.ts'
import { intake } from './bot/intake.ts'
import { botOf } from './bot/run.ts'
import { makeDesk } from './cases/make-desk.ts'
import { findChromium } from './chromium.ts'
import { type Config, publicUrlOf } from './config.ts'
import { connect, notYet } from './connect.ts'
import { openDataFolder } from './data-folder.ts'
import { type Clock, systemClock } from './domain/clock.ts'
import { startHousekeeping } from './housekeeping.ts'
import { startFetching } from './inbox/fetch-files.ts'
import { startPictures } from './inbox/fetch-pictures.ts'
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
  const chromium = findChromium(config.chromium.path)
  const sandbox = config.sandbox ? await openSandbox(config.dataDir, { chromium, whatsapp: config.whatsapp.on }) : null

  const { lines, webhook, numbers } = await connect({ config, store, sandbox, chromium, log, clock })

  // inbox ─► bot ─► case ─► desk
  const metrics = createMetrics({
    outbox: store.read.outbox.depth,
    channels: () => lines.all().map(line => channelView(line)),
  })
  const { limitsOf, channel } = lines
  const bot = botOf(intake, limitsOf, log)
  const inbox = inboxOf({ store, bot, limitsOf, clock, log, received: source => metrics.received(source.channel) })
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
      addable: () => [{ channel: 'whatsapp', obstacle: numbers.obstacle }],
      add: (_channel, name) => numbers.add(name),
      remove: account => numbers.remove(account),
      pairing: account => lines.channel(account)?.pairing ?? null,
    },
    webhook: account => webhook(account) ?? (started ? null : notYet),
    started: () => started,
    settings: {
      publicUrl: publicUrlOf(config),
      webRoot: join(packageRoot(), 'dist', 'web'),
      sandbox: sandbox !== null,
      metricsToken: config.metricsToken,
      // Without a public address nobody said that a proxy stands in front: then anybody could claim to be anywhere.
      ...(config.publicUrl === null ? { trustProxy: false } : {}),
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
