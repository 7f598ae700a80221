import type { Wid } from './wid.ts'

/** The account this page is linked to. */
export const me: { pn: Wid | null; lid: Wid | null } = { pn: null, lid: null }
