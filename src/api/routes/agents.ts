import { z } from 'zod'
import type { Clock } from '../../domain/clock.ts'
import type { Store } from '../../storage/store.ts'
import type { Api } from '../app.ts'
import { createAgent } from '../auth/agents.ts'
import { callerOf } from '../auth/guard.ts'
import { setUp, setupOpen } from '../auth/setup.ts'
import { agent, newAgent, setupForm, setupState } from '../schemas/agents.ts'

const agentList = z.object({ agents: z.array(agent) })

export function agentRoutes(api: Api, { store, clock }: { store: Store; clock: Clock }): void {
  const tags = ['agents']

  api.get(
    '/api/setup',
    { schema: { tags, summary: 'Whether the first admin is still to be made', response: { 200: setupState } } },
    async () => ({ open: await setupOpen(store) }),
  )

  api.post(
    '/api/setup',
    {
      schema: { tags, summary: 'Make the first admin', body: setupForm, response: { 201: agent } },
      config: { rateLimit: { max: 10, timeWindow: 15 * 60_000, groupId: 'setup' } },
    },
    async (request, reply) => reply.code(201).send(await setUp(store, clock, request.body)),
  )

  api.get('/api/me', { schema: { tags, summary: 'Who you are', response: { 200: agent } } }, request => {
    const { agent: me, email } = callerOf(request)
    return { ...me, email }
  })

  api.get('/api/agents', { schema: { tags, summary: 'All agents', response: { 200: agentList } } }, async () => ({
    agents: await store.read.agents.all(),
  }))

  api.post(
    '/api/agents',
    { schema: { tags, summary: 'Make an agent', body: newAgent, response: { 201: agent } } },
    async (request, reply) => reply.code(201).send(await createAgent(store, clock, request.body)),
  )
}
