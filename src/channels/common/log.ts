/** The part of a logger we use. Fields are counts, kinds and ids; never what somebody said, nor a token. */
export interface Log {
  info(fields: Record<string, unknown>, message: string): void
  warn(fields: Record<string, unknown>, message: string): void
  error(fields: Record<string, unknown>, message: string): void
}
