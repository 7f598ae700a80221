import { readdirSync, readFileSync } from 'node:fs'
import { whatsappChannel } from '../../../src/channels/whatsapp/channel.ts'
import { systemClock } from '../../../src/domain/clock.ts'

/** A service of its own that serves one number, to be killed. */
process.on('message', (message: { folder: string; workerFile: string; executablePath: string } | string) => {
  if (typeof message === 'string') return killBoth()
  const silent = () => undefined
  const channel = whatsappChannel({
    account: 'acc_whatsapp_1',
    folder: message.folder,
    workerFile: message.workerFile,
    browser: { executablePath: message.executablePath, args: [] },
    everyMs: 0,
    log: { info: silent, warn: silent, error: silent },
    clock: systemClock,
  })
  let place: string | null = null
  void channel.open({
    received: async () => undefined,
    receipt: async () => true,
    bookmark: {
      get: async () => place,
      set: async now => {
        place = now
      },
    },
    status: ({ state }) => state === 'online' && process.send?.('online'),
  })
})

/** The process that drives the browser first: it would end it. */
function killBoth(): void {
  for (const name of readdirSync('/proc').filter(each => /^\d+$/.test(each))) {
    const parent = /\nPPid:\s+(\d+)/.exec(read(`/proc/${name}/status`))?.[1]
    if (Number(parent) === process.pid) process.kill(Number(name), 'SIGKILL')
  }
  process.kill(process.pid, 'SIGKILL')
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
