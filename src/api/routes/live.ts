import { z } from 'zod'
import type { Api } from '../app.ts'
import type { Callers } from '../auth/caller.ts'
import type { LiveHub } from '../live/hub.ts'
import { openStream } from '../live/stream.ts'
import { liveLost, liveUpdate } from '../schemas/live.ts'

/** A place nobody can be at: the answer is `lost`, which a browser can recover from and a refusal it cannot. */
const nowhere = Number.MAX_SAFE_INTEGER

const placeOf = (id: string | undefined): number | null => {
  if (id === undefined || id === '') return null
  return /^\d{1,15}$/.test(id) ? Number(id) : nowhere
}

const told = z.union([liveUpdate, liveLost])

export function liveRoutes(api: Api, { hub, callers }: { hub: LiveHub; callers: Callers }): void {
  api.get(
    '/api/live',
    {
      config: { stream: true },
      schema: {
        tags: ['live'],
        summary: 'What happens, as server-sent events',
        description: 'Events `update` and `lost`; resumes after `Last-Event-ID`.',
        response: { 200: { description: 'Each `data`', content: { 'text/event-stream': { schema: told } } } },
        headers: z.object({ 'last-event-id': z.string().max(100).optional() }),
      },
    },
    async (request, reply) => {
      const stream = openStream({ request, reply, still: () => callers.still(request) })
      await hub.join(stream, placeOf(request.headers['last-event-id']))
    },
  )
}
