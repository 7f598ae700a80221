import { z } from 'zod'
import type { Pairing } from '../../channels/channel.ts'
import { AppError } from '../../domain/errors.ts'
import type { AccountId } from '../../domain/ids.ts'
import type { Api } from '../app.ts'
import type { Lines } from '../deps.ts'
import { channel, channelList, newChannel, pairing, pairingForm } from '../schemas/channels.ts'
import { accountId } from '../schemas/common.ts'

const tags = ['channels']
const params = z.object({ id: accountId })

export function channelRoutes(api: Api, { lines, sandbox }: { lines: Lines; sandbox: boolean }): void {
  api.get('/api/channels', { schema: { tags, summary: 'How our lines fare', response: { 200: channelList } } }, () =>
    Promise.resolve({ channels: lines.list(), sandbox, addable: lines.addable() }),
  )

  api.post(
    '/api/channels',
    { schema: { tags, summary: 'Add an account', body: newChannel, response: { 201: channel } } },
    async (request, reply) => {
      const id = await lines.add(request.body.channel, request.body.name)
      const added = lines.list().find(line => line.id === id)
      if (!added) throw missing()
      return reply.code(201).send(added)
    },
  )

  api.delete(
    '/api/channels/:id',
    { schema: { tags, summary: 'Unlink an account and take it away', params, response: { 204: z.null() } } },
    async (request, reply) => {
      await lines.remove(request.params.id)
      return reply.code(204).send(null)
    },
  )

  pairingRoutes(api, lines)
}

/** Who reads an offer can take the account: it is told here, to admins, and nowhere else. */
function pairingRoutes(api: Api, lines: Lines): void {
  const path = '/api/channels/:id/pairing'

  api.get(
    path,
    { schema: { tags, summary: 'What is to be scanned or typed on the phone', params, response: { 200: pairing } } },
    async (request, reply) => {
      const offer = pairingOf(lines, request.params.id).offer()
      void reply.header('cache-control', 'no-store')
      return { offer: offer && { kind: offer.kind, text: offer.text, at: offer.at.toISOString() } }
    },
  )

  api.post(
    path,
    { schema: { tags, summary: 'Begin to link it', params, body: pairingForm, response: { 204: z.null() } } },
    async (request, reply) => {
      await pairingOf(lines, request.params.id).begin(request.body.phone)
      return reply.code(204).send(null)
    },
  )
}

function pairingOf(lines: Lines, id: AccountId): Pairing {
  const found = lines.pairing(id)
  if (!found) throw missing()
  return found
}

const missing = () =>
  new AppError('not_found', 'no account to link', 'There is no such account, or it needs no linking.')
