import type { FastifyReply, FastifyRequest } from 'fastify'
import { hashOf, sameSecret, signed } from './secrets.ts'

/** Half a year, in seconds. */
const keptSeconds = 180 * 24 * 60 * 60

/**
 * A mark in the browser of somebody who signed in with it before. Whoever guesses at an account from elsewhere uses up the
 * attempts of those without the mark, and keeps its owner out of nothing. It opens nothing itself.
 */
export function knownBrowsers({ secret, publicUrl }: { secret: string; publicUrl: string }) {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : ''
  const nameOf = (email: string) => `shenava.known.${hashOf(email.toLowerCase()).slice(0, 16)}`
  const markOf = (email: string) => signed(secret, `known browser of ${email.toLowerCase()}`)
  return {
    isKnown({ headers: { cookie = '' } }: FastifyRequest, email: string): boolean {
      const found = cookie.split(/; */).find(pair => pair.startsWith(`${nameOf(email)}=`))
      return found !== undefined && sameSecret(found.slice(nameOf(email).length + 1), markOf(email))
    },
    remember(reply: FastifyReply, email: string): void {
      const attributes = `Max-Age=${keptSeconds}; Path=/api/auth; HttpOnly; SameSite=Lax${secure}`
      void reply.header('set-cookie', `${nameOf(email)}=${markOf(email)}; ${attributes}`)
    },
  }
}
