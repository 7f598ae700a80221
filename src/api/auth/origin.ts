import type { FastifyRequest } from 'fastify'
import { ProblemError } from '../problems.ts'

const harmless = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A page of another site can make a browser send a request with the cookie of ours, so whoever changes something by
 * cookie has to come from our own pages. `SameSite` is the first line, this the second: it also holds between two
 * programs on one host. A program with a token sends no cookie and needs no origin.
 */
export const refuseForeign =
  (publicUrl: string) =>
  async (request: FastifyRequest): Promise<void> => {
    if (harmless.has(request.method)) return
    const { origin, cookie, authorization, 'sec-fetch-site': site } = request.headers
    if (authorization !== undefined) return
    if (origin === undefined) {
      if (cookie === undefined || site === 'same-origin') return
      throw new ProblemError('wrong_origin', 'This request does not say which page it comes from.')
    }
    if (origin === new URL(publicUrl).origin || origin === `${request.protocol}://${request.host}`) return
    throw new ProblemError(
      'wrong_origin',
      'This request comes from a page of another site. Behind a proxy, PUBLIC_URL has to be set.',
    )
  }
