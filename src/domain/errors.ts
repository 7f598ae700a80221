/** What went wrong, as the API names it. Each has one sentence per language in the console. */
export type ErrorCode =
  | 'not_found'
  | 'taken'
  | 'not_yours'
  | 'wrong_turn'
  | 'forbidden'
  | 'signed_out'
  | 'invalid'
  | 'too_large'
  | 'refused_file'
  | 'unreachable'
  | 'channel_missing'
  | 'conflict'

/**
 * A failure somebody is told about. `message` is for the log and holds no customer's words;
 * `forPerson` is an English sentence for who asked. The console translates by `code`.
 */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly forPerson: string = message,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message)
    this.name = 'AppError'
  }
}
