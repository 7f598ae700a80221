import { findChromium } from '../../src/chromium.ts'
import { say } from '../say.ts'
import { measureAway } from './away.ts'
import { measureBursts } from './burst.ts'
import { measureLatencies } from './latency.ts'
import { measureMemory } from './memory.ts'
import { measureReady } from './ready.ts'
import { awayTable, burstTable, latencyTable, memoryTable, readyTable } from './tables.ts'

const NO_CHROMIUM =
  'WhatsApp is not measured: that takes Chromium. Install it (on Debian `apt-get install chromium`) or set CHROMIUM_PATH.'

/**
 * What a WhatsApp number costs and gives: the real whatsapp-web.js in the real Chromium, with the double in place of
 * WhatsApp's servers, and the whole service. Each part has a shop of its own. Fails where a message is missing.
 */
export async function measureWhatsApp(): Promise<void> {
  const chromium = findChromium(process.env.CHROMIUM_PATH || null)
  if (chromium === null) {
    say(`\n${NO_CHROMIUM}`)
    process.exitCode = 1
    return
  }
  say(`\n${readyTable(await measureReady(chromium))}\n`)
  say(`${latencyTable(await measureLatencies(chromium))}\n`)
  say(`${burstTable(await measureBursts(chromium))}\n`)
  say(`${awayTable(await measureAway(chromium))}\n`)
  const memories = await measureMemory(chromium)
  say(memories ? memoryTable(memories) : 'Memory is not measured: this system does not tell it.')
}
