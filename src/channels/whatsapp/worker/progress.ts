import type wweb from 'whatsapp-web.js'
import type { LossReason, WorkerOptions } from '../protocol.ts'
import { verdictOf } from './errors.ts'
import { missingWords, needed } from './modules.ts'
import { lookAround, type PageState, refreshQr, sayReady } from './page/state.ts'

export interface Progress {
  /** Something to scan or type was offered. */
  offered(kind: 'qr' | 'code'): void
  /** The library gave up, with these words. */
  failed(detail: string): void
  /** It came a step further. */
  made(): void
  ready(): void
  /** The page was left or loaded anew: it has all of the way before it again. */
  again(): void
  isReady(): boolean
  end(): void
}

const LOOK_MS = 1_000
const SOON_MS = 2_000
/** A code to type is good for three minutes, and the library brings the next one by itself. */
const CODE_MS = 200_000
/** A page that is ready and of which the library does not know it, this many looks long. */
const MISSED_LOOKS = 2

/**
 * Watches a session on its way up. The library hears only that the page *becomes* ready: where that was a moment too early,
 * it is told. Where nothing moves any more, the session is lost.
 */
export function watchProgress(
  client: wweb.Client,
  { timings, againMs }: Pick<WorkerOptions, 'timings' | 'againMs'>,
  lose: (reason: LossReason, detail: string) => void,
): Progress {
  const now = () => performance.now()
  let movedAt = now()
  let pairingSince: number | null = null
  let offeredAt = 0
  let offerMs = timings.offerMs
  let ready = false
  let { readyMs } = timings
  let missed = 0

  async function look(): Promise<void> {
    const page = client.pupPage
    if (!page) return
    const found = await page.evaluate(lookAround, []).catch(() => null)
    if (!found || ready) return
    const verdict = verdictOf(found.state)
    if (verdict && verdict !== 'logged_out') return lose(verdict, String(found.state))
    missed = found.state === 'CONNECTED' && found.hasSynced && !found.injected ? missed + 1 : 0
    if (missed !== MISSED_LOOKS) return
    await page.evaluate(sayReady).catch(() => undefined)
  }

  async function pair(): Promise<void> {
    if (pairingSince !== null && now() - pairingSince > timings.pairingMs) {
      return lose('not_linked', 'nobody linked it in time')
    }
    if (now() - offeredAt < offerMs) return
    offeredAt = now()
    await client.pupPage?.evaluate(refreshQr).catch(() => undefined)
  }

  async function giveUp(detail?: string): Promise<void> {
    const hung = new Promise<null>(resolve => setTimeout(resolve, LOOK_MS, null).unref())
    const looked = client.pupPage?.evaluate(lookAround, needed).catch(() => null)
    const found: PageState | null = (await Promise.race([looked, hung])) ?? null
    // A page that never began has none of them: that is no sign of new names.
    const lacking = found?.missing.length ?? 0
    if (found && lacking > 0 && lacking < needed.length) return lose('incompatible', missingWords(found.missing))
    lose('never_ready', detail ?? `state ${found?.state ?? 'unknown'}`)
  }

  let looking = false
  const timer = setInterval(async () => {
    if (ready) return
    if (pairingSince === null && now() - movedAt > readyMs) {
      clearInterval(timer)
      return giveUp()
    }
    if (looking) return
    looking = true
    await (pairingSince === null ? look() : pair())
    looking = false
  }, LOOK_MS)

  return {
    offered: kind => {
      pairingSince ??= now()
      offeredAt = now()
      offerMs = kind === 'code' ? Math.max(timings.offerMs, CODE_MS) : timings.offerMs
    },
    failed(detail) {
      clearInterval(timer)
      // What is not loaded yet is there in a moment: only what stays away has another name.
      setTimeout(() => void giveUp(detail), SOON_MS)
    },
    made: () => {
      pairingSince = null
      movedAt = now()
    },
    ready: () => {
      ready = true
    },
    again: () => {
      ready = false
      missed = 0
      readyMs = againMs
      movedAt = now()
    },
    isReady: () => ready,
    end: () => clearInterval(timer),
  }
}
