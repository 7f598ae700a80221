import { CallFailed, isConflict } from './errors.ts'
import { ledger } from './ledger.ts'
import { type Update, updatesOf } from './payloads.ts'
import { allowedUpdates, introduce, type Receiving } from './setup.ts'

/**
 * Asks Telegram for updates until the channel closes. The next call of getUpdates is what acknowledges the last ones, so
 * its offset never passes an update that is not committed, and none is made when closing: what comes twice is stored once.
 *
 * An update that is not stored is offered again from memory. Only after `stuckMs` is Telegram asked once more, from the
 * same offset, which acknowledges nothing: so that one chat that is stuck does not keep the others' messages away.
 */
export const poll = async (receiving: Receiving): Promise<void> => {
  const { client, intake, line, clock, timings, closing } = receiving
  const online = await introduce(receiving)
  // Without dropping what is pending: those are messages.
  await line.persevere(() => client.call('deleteWebhook', {}, { timeoutMs: timings.answerMs, signal: closing }))

  const known = ledger()
  const look = async (waitMs: number): Promise<Update[]> => {
    const payload = { offset: known.nextOffset(), limit: 100, timeout: waitMs / 1000, allowed_updates: allowedUpdates }
    const timeoutMs = waitMs + timings.answerMs
    const found = updatesOf(await client.call('getUpdates', payload, { timeoutMs, signal: closing }))
    if (!found) throw new CallFailed('getUpdates', null, 'updates without a number', false)
    return found
  }
  const take = (found: Update[]) => {
    const fresh = found.filter(({ update_id }) => !known.isKnown(update_id))
    known.begin(fresh.map(({ update_id }) => update_id))
    for (const each of fresh) {
      // It rejects only when closing, and then nothing more is acknowledged.
      intake.keepOffering(each).then(() => known.commit(each.update_id), noop)
    }
  }
  const settledOrStuck = async () => {
    const patience = new AbortController()
    const enough = () => patience.abort()
    closing.addEventListener('abort', enough, { once: true })
    known.settled().then(enough, noop)
    await clock.sleep(timings.stuckMs, patience.signal)
    closing.removeEventListener('abort', enough)
  }

  // The first look after a failure does not wait: whether all is well again should be known at once.
  for (let failures = 0, waitMs = 0; !closing.aborted; ) {
    try {
      take(await look(waitMs))
      if (online) line.tell(online)
      failures = 0
      await settledOrStuck()
      waitMs = known.isSettled ? timings.pollMs : 0
    } catch (error) {
      // Nor does it after a conflict for long, but long enough for another program to show that it is still there.
      waitMs = isConflict(error) ? Math.min(timings.pollMs, 5_000) : 0
      await line.trouble(error, ++failures)
    }
  }
}

const noop = () => undefined
