import { z } from 'zod'
import { roles } from '../../domain/agent.ts'
import { name } from './common.ts'

export const agent = z.object({ id: z.string(), name: z.string(), email: z.string(), role: z.enum(roles) })
export type AgentView = z.infer<typeof agent>

/** What a colleague may know of an agent. */
export const agentName = z.object({ id: z.string(), name: z.string() })

export const password = z.string().min(10).max(200)

export const newAgent = z.object({
  name,
  email: z.email().max(200),
  password,
  role: z.enum(roles),
})

/** Whether the first admin is still to be made, and by what link. */
export const setupState = z.object({ open: z.boolean() })
export const setupForm = newAgent.omit({ role: true }).extend({ token: z.string().min(20).max(100) })
