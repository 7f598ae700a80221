import type { FastifyReply, FastifyRequest } from 'fastify'
import { ProblemError } from '../problems.ts'
import type { Callers } from './caller.ts'

/** Lets in who the route's line in access.ts names. */
export const guard =
  (callers: Callers) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { allow } = request.routeOptions.config
    if (allow === 'anyone') return
    const caller = await callers.find(request, reply)
    if (!caller) throw new ProblemError('signed_out', 'Sign in first.')
    if (!allow?.includes(caller.agent.role)) throw new ProblemError('forbidden', 'Your role does not allow this.')
    request.caller = caller
  }

/** Who was let in. */
export function callerOf(request: FastifyRequest) {
  if (!request.caller) throw new Error('asked for the caller on a route for anyone')
  return request.caller
}
