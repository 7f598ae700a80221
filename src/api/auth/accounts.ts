import { betterAuth } from 'better-auth'
import type { Clock } from '../../domain/clock.ts'
import { authAdapter } from '../../storage/auth-adapter.ts'
import type { Store } from '../../storage/store.ts'

/** Signed out after this long without a request, in seconds. */
const idleSeconds = 12 * 60 * 60
/** Signed out this long after signing in, whatever happens, in milliseconds. */
const sessionMs = 7 * 24 * 60 * 60 * 1000

export interface AccountsOptions {
  store: Store
  secret: string
  publicUrl: string
}

/**
 * The accounts library with the parts we use: e-mail and password, and sessions. Nobody signs up; agents are made by an
 * admin. Its own web routes are not mounted: ours call its functions, so that what is open is what access.ts says.
 */
export const createAccounts = ({ store, secret, publicUrl }: AccountsOptions) =>
  betterAuth({
    appName: 'Shenava',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret,
    database: authAdapter(store),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 200 },
    user: { additionalFields: { role: { type: 'string', input: false } } },
    session: { expiresIn: idleSeconds, updateAge: 15 * 60, cookieCache: { enabled: false } },
    advanced: {
      cookiePrefix: 'shenava',
      useSecureCookies: publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: ['x-caller-ip'] },
    },
    // Ours are per address and per account, and count on the server's own view of the address.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // It would write e-mail addresses.
    logger: { disabled: true },
  })

export type Accounts = ReturnType<typeof createAccounts>

/** Since when a session would be too old. */
export const oldestSession = (clock: Clock): Date => new Date(clock.now().getTime() - sessionMs)
