import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Lines } from '../../src/api/deps.ts'
import type { ChannelView } from '../../src/api/schemas/channels.ts'
import type { PairingOffer } from '../../src/channels/channel.ts'
import { AppError } from '../../src/domain/errors.ts'
import type { AccountId } from '../../src/domain/ids.ts'
import { packageRoot } from '../../src/package-root.ts'
import { publicUrl, startApi } from '../support/api.ts'
import { limits } from '../support/house.ts'

export const aNumber: ChannelView = {
  id: 'acc_whatsapp_1',
  channel: 'whatsapp',
  name: 'Shop',
  address: null,
  state: 'starting',
  reason: null,
  detail: null,
  offer: null,
  percent: null,
  pairable: true,
  removable: true,
  sandbox: false,
}

/** The API and its pages over lines in the test's hand: no network stands behind them. */
export async function numbersInHand(first: ChannelView[] = []) {
  const lines = new Map<AccountId, ChannelView>(first.map(line => [line.id, line]))
  const begun: (string | null)[] = []
  let offered: PairingOffer | null = null
  let obstacle: 'off' | 'no_browser' | null = null
  const inHand: Lines = {
    list: () => [...lines.values()],
    find: () => ({ limits, online: true }),
    addable: () => [{ channel: 'whatsapp', obstacle }],
    async add(_channel, name) {
      lines.set(aNumber.id, { ...aNumber, name })
      return aNumber.id
    },
    pairing: id =>
      lines.has(id)
        ? { offer: () => offered, begin: async phone => void begun.push(phone), unlink: async () => undefined }
        : null,
    async remove(id) {
      if (!lines.delete(id)) throw new AppError('not_found', 'no such account')
    },
  }
  const webRoot = join(packageRoot(), 'dist', 'web')
  const api = await startApi({ lines: inHand, settings: { publicUrl, webRoot, sandbox: false, metricsToken: null } })
  await api.server.listen({ port: 0, host: '127.0.0.1' })
  const { port } = api.server.server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${port}`,
    api,
    begun,
    lines,
    /** The line fares otherwise from now on, and every console is told. */
    async fares(part: Partial<ChannelView>, offer: PairingOffer | null = null) {
      offered = offer
      lines.set(aNumber.id, { ...lines.get(aNumber.id)!, offer: null, percent: null, ...part })
      await api.store.write('worker:channels', async tx => tx.events.channelChanged(aNumber.id))
    },
    hinders(next: typeof obstacle) {
      obstacle = next
    },
    close: () => api.close(),
  }
}
