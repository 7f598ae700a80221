import type { CallFailure } from '../protocol.ts'

/** An error's words, fit for a log: no numbers of people, no text in their scripts, nothing it quotes, one short line. */
export function harmless(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return (text.split('\n', 1)[0] ?? '')
    .replace(/"[^"]*("|$)/g, '"?"')
    .replace(/\d{5,}/g, '#')
    .replace(/[^\x20-\x7E]/g, '?')
    .slice(0, 200)
}

/** What Chromium and the library say when the page was left, reloaded or killed under a call. */
const gone =
  /Execution context was destroyed|detached Frame|Target closed|Session closed|Connection closed|Protocol error|Navigating frame was detached|timed out|reading '(getChat|sendMessage|getMessageModel|evaluate)'|the page is not ready|cannot find context/i

export const failureOf = (error: unknown): CallFailure => {
  const text = harmless(error)
  return { how: gone.test(text) ? 'gone' : 'page', text }
}

/** A state of the connection that only a person can mend; null where it passes by itself. */
export function verdictOf(state: string | null): 'logged_out' | 'conflict' | 'banned' | 'incompatible' | null {
  switch (state) {
    case 'LOGOUT':
    case 'UNPAIRED':
    case 'UNPAIRED_IDLE':
      return 'logged_out'
    case 'CONFLICT':
      return 'conflict'
    case 'TOS_BLOCK':
    case 'SMB_TOS_BLOCK':
    case 'PROXYBLOCK':
      return 'banned'
    case 'DEPRECATED_VERSION':
      return 'incompatible'
    default:
      return null
  }
}
