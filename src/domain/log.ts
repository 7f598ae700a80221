type Say = (what: object, sentence: string) => void

/** The program's own log. Never customers' words, phone numbers, tokens or passwords, on any level. */
export interface Logger {
  debug: Say
  info: Say
  warn: Say
  error: Say
}
