import type { Clock } from '../../domain/clock.ts'
import { AppError } from '../../domain/errors.ts'
import type { AgentRow } from '../../storage/queries/agents.ts'
import type { Store } from '../../storage/store.ts'
import { addAgent, type NewAgent, prepareAgent } from './agents.ts'
import { hashOf, newSecret, sameSecret } from './secrets.ts'

const place = 'setup.hash'

/**
 * The link by which the first admin is made, new at each call; the one before it opens nothing. Null once there is an
 * admin. The token stands behind `#`: no server or proxy ever sees it in an address.
 */
export function setupLink(store: Store, publicUrl: string): Promise<string | null> {
  const token = newSecret()
  return store.write('worker:auth', async tx => {
    if (await tx.agents.adminExists()) return null
    await tx.settings.set(place, hashOf(token))
    return `${publicUrl}/setup#${token}`
  })
}

/** Whether the first admin is still to be made. */
export const setupOpen = async (store: Store): Promise<boolean> => !(await store.read.agents.adminExists())

const closed = () =>
  new AppError('conflict', 'setup is over', 'The first admin was made already. Sign in, or ask them for an account.')
const wrong = () =>
  new AppError('forbidden', 'wrong setup token', 'This link does not hold. Take the one the service wrote last.')

/** Makes the first admin, once. @throws AppError `conflict`, `forbidden` */
export async function setUp(
  store: Store,
  clock: Clock,
  { token, ...agent }: Omit<NewAgent, 'role'> & { token: string },
): Promise<AgentRow> {
  if (!(await setupOpen(store))) throw closed()
  const hash = hashOf(token)
  // Looked at before the costly hashing of a password, and again where nothing can come between.
  if (!sameSecret((await store.read.settings.get<string>(place)) ?? '', hash)) throw wrong()
  const prepared = await prepareAgent({ ...agent, role: 'admin' })
  return store.write('worker:auth', async tx => {
    if (await tx.agents.adminExists()) throw closed()
    if (!sameSecret((await tx.settings.get<string>(place)) ?? '', hash)) throw wrong()
    await tx.settings.remove(place)
    return addAgent(tx, clock, prepared)
  })
}
