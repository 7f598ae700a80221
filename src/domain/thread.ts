/** Whose turn it is to speak. Enforced on the server: a bot message leaves only on `bot`. */
export const turns = ['bot', 'waiting', 'agent', 'closed'] as const
export type Turn = (typeof turns)[number]
