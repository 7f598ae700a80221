import { hashPassword } from 'better-auth/crypto'
import { v7 } from 'uuid'
import type { Role } from '../../domain/agent.ts'
import type { Clock } from '../../domain/clock.ts'
import { AppError } from '../../domain/errors.ts'
import type { AgentRow } from '../../storage/queries/agents.ts'
import type { Changes, Store } from '../../storage/store.ts'

export interface NewAgent {
  name: string
  email: string
  password: string
  role: Role
}

/** @throws AppError `conflict` where the e-mail address is taken */
export async function createAgent(store: Store, clock: Clock, agent: NewAgent): Promise<AgentRow> {
  const prepared = await prepareAgent(agent)
  return store.write('worker:auth', tx => addAgent(tx, clock, prepared))
}

/** Hashing takes a tenth of a second and has no place inside a write. */
export async function prepareAgent({ name, email, password, role }: NewAgent) {
  const row: AgentRow = { id: `agt_${v7().replaceAll('-', '')}`, name, email: email.toLowerCase(), role }
  return { row, password: await hashPassword(password) }
}

export async function addAgent(
  tx: Changes,
  clock: Clock,
  { row, password }: Awaited<ReturnType<typeof prepareAgent>>,
): Promise<AgentRow> {
  if (await tx.agents.byEmail(row.email)) {
    throw new AppError('conflict', 'an agent has this e-mail address', 'Somebody already has this e-mail address.')
  }
  await tx.agents.add(row, password, clock.now())
  return row
}
