import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { Channel, Inlet } from '../../../src/channels/channel.ts'
import { whatsappChannel } from '../../../src/channels/whatsapp/channel.ts'
import type { WhatsAppOptions } from '../../../src/channels/whatsapp/options.ts'
import { systemClock } from '../../../src/domain/clock.ts'
import { packageRoot } from '../../../src/package-root.ts'
import type {
  BusinessPhone,
  Sent,
  WhatsAppCustomer,
  WhatsAppWebOptions,
} from '../../../src/sandbox/whatsapp-web/contract.ts'
import { startWhatsAppWeb } from '../../../src/sandbox/whatsapp-web/server.ts'
import type { ChannelRig, RigCustomer } from '../../contracts/channel.contract.ts'
import { recordingInlet } from '../../support/recording-inlet.ts'
import { keptLog } from '../telegram/rig.ts'

const quick: NonNullable<WhatsAppOptions['timings']> = {
  probeMs: 2_000,
  restartMs: [50, 200],
  sendMs: 6_000,
  ackMs: 2_500,
  storeMs: [5, 40],
  receiptMs: [20, 100],
  bookmarkMs: 20,
  settleMs: 300,
  quietMs: 300,
  sweepMs: [60_000, 60_000],
}

/** The built program of the process that drives a number's browser. `tests/support/build.ts` has built it. */
export const workerFile = join(packageRoot(), 'dist/server/whatsapp-worker.js')

/** A number of WhatsApp at the wire: the double, a folder, and channels that are opened on it. */
export async function whatsapp(options: WhatsAppWebOptions = {}) {
  const web = await startWhatsAppWeb({ chromium: inject('chromium'), ...options })
  const phone = web.phone('989120000001', { pushname: 'فروشگاه' })
  const folder = join(await mkdtemp(join(tmpdir(), 'shenava-whatsapp-')), 'number')
  const { log, lines } = keptLog()
  let customers = 0
  let place: string | null = null
  /** The core remembers it, whichever channel asks. */
  const bookmark: Inlet['bookmark'] = {
    get: async () => place,
    set: async now => {
      place = now
    },
  }

  function channel(more: Partial<WhatsAppOptions> = {}): Channel {
    const made = whatsappChannel({
      account: 'acc_whatsapp_1',
      folder,
      workerFile,
      browser: { executablePath: web.executablePath, args: [] },
      everyMs: 0,
      log,
      clock: systemClock,
      ...more,
      timings: { ...quick, ...more.timings },
    })
    return { ...made, open: inlet => made.open({ ...inlet, bookmark }) }
  }

  return {
    web,
    phone,
    folder,
    log: lines,
    channel,
    bookmark,
    customer: (pushname = 'سارا', more: Parameters<BusinessPhone['customer']>[1] = {}) =>
      phone.customer(String(989_120_001_000 + customers++), { pushname, ...more }),
    /** Links the number, and closes again. */
    async link(): Promise<void> {
      const linked = channel()
      const inlet = recordingInlet()
      await linked.open(inlet)
      await linked.pairing?.begin(null)
      await inlet.reaches('pairing')
      if (!phone.scanShown()) throw new Error('no code is shown')
      await inlet.reaches('online')
      await linked.close()
    },
    async close(): Promise<void> {
      await web.close()
      await rm(join(folder, '..'), { recursive: true, force: true })
    },
  }
}

export type WhatsApp = Awaited<ReturnType<typeof whatsapp>>

/** One double and one linked number for many tests: each has customers of its own. */
export function whatsappRig(shared: WhatsApp): ChannelRig {
  const chats = new Set<string>()
  return {
    channel: () => deafToOthers(shared.channel(), chats),
    strangerChannel: () => {
      const folder = join(shared.folder, '..', `stranger-${Date.now()}`)
      const made = shared.channel({ folder })
      return {
        ...made,
        // Linked as far as we know; nobody at WhatsApp knows the device.
        open: async inlet => {
          await mkdir(folder, { recursive: true })
          await writeFile(join(folder, 'linked'), '')
          await made.open(inlet)
        },
      }
    },
    customer: name => {
      const customer = shared.customer(name)
      chats.add(customer.wid())
      return rigCustomer(customer)
    },
    nextSend: fate => {
      if (fate === 'lost answer') shared.web.fault('sendMsg', { mode: 'lostAck' })
      if (fate === 'refused by a block') shared.web.fault('sendMsg', { mode: 'nack' })
    },
    close: async () => shared.web.clearFaults(),
  }
}

/** What other tests' customers said a moment ago is read again, and is not this test's affair. */
const deafToOthers = (channel: Channel, chats: ReadonlySet<string>): Channel => ({
  ...channel,
  open: inlet =>
    channel.open({ ...inlet, received: async event => (chats.has(event.chat) ? inlet.received(event) : undefined) }),
})

const never = (): never => {
  throw new Error('WhatsApp has no such thing')
}

const rigCustomer = (customer: WhatsAppCustomer): RigCustomer => ({
  chat: customer.wid(),
  say: (text, replyTo) => customer.text(text, replyTo ? { quote: replyTo } : {}).id,
  photo: (bytes, caption) => customer.image(bytes, { caption }).id,
  album: (files, caption) => customer.album(files, { caption }).items.map(({ id }) => id),
  edit: (id, text) => customer.edit(id, text),
  press: never,
  start: never,
  block: never,
  unblock: never,
  isDelivered: never,
  sees: async () => seen(await customer.waitForMessage()),
})

const seen = ({ id, type, body, caption, bytes, quotedId }: Sent) => ({
  id,
  text: (bytes ? caption : body) ?? '',
  files: bytes ? [{ kind: type === 'image' ? 'photo' : type, bytes: bytes.length }] : [],
  replyTo: quotedId ?? null,
})
