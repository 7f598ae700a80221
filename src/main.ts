import { setupLink } from './api/auth/setup.ts'
import { assemble } from './assemble.ts'
import { type Config, publicUrlOf } from './config.ts'
import { createLog } from './log.ts'

/** Starts the service, says where it is, and closes it in order when it is told to end. Resolves once it is up. */
export async function start(config: Config): Promise<void> {
  const terminal = process.stdout.isTTY === true
  const log = createLog(config.logLevel, terminal)
  const service = await assemble(config, log)
  const url = publicUrlOf(config)
  const link = await setupLink(service.store, url)

  let closing = false
  const end = (signal: NodeJS.Signals) => {
    if (closing) return
    closing = true
    log.info({ signal }, 'closing')
    service.close().then(
      () => process.exit(0),
      error => {
        log.error({ error }, 'closing failed')
        process.exit(1)
      },
    )
  }
  // Before anybody knows that we are here, and may tell us to go.
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  say([
    '',
    `  Shenava listens: ${url}`,
    ...(service.sandbox ? [`  A customer's phone: ${url}/sandbox/`] : []),
    ...(link ? [`  Make the first admin (once): ${link}`] : []),
    '',
  ])
  service.sandbox?.seed().catch(error => log.warn({ error }, 'the sandbox has no first customers'))
}

const say = (lines: string[]) => process.stdout.write(`${lines.join('\n')}\n`)
