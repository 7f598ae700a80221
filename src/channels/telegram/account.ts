import type { AccountId } from '../../domain/ids.ts'

/** The account of a bot: its id stands before the colon of its token, which never changes even where the token does. */
export const accountOf = (token: string): AccountId => `acc_telegram_${token.split(':', 1)[0]}`
