import { z } from 'zod'
import { password } from './agents.ts'

export const signIn = z.object({ email: z.email().max(200), password: z.string().min(1).max(200) })
export const passwordChange = z.object({ currentPassword: z.string().min(1).max(200), newPassword: password })
