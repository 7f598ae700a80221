/** Each role may do what the ones before it may. `ops` reads everything and answers nobody. */
export const roles = ['agent', 'lead', 'ops', 'admin'] as const
export type Role = (typeof roles)[number]

export interface Agent {
  id: string
  name: string
  role: Role
}
