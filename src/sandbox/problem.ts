import type { FastifyReply } from 'fastify'
import { z } from 'zod'

/** @param title a sentence to show to whoever plays a customer */
export const problem = (reply: FastifyReply, status: number, title: string) =>
  reply.code(status).type('application/problem+json').send({ type: 'about:blank', status, title })

/** Does what was asked for; what keeps it from being done is said in a sentence. */
export async function attempt(reply: FastifyReply, work: () => unknown) {
  try {
    const result = await work()
    return result === undefined ? reply.code(204).send() : result
  } catch (error) {
    return problem(reply, 400, sentenceOf(error))
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error)
  return error instanceof Error ? error.message : ''
}
