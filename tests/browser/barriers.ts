import axe, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** How much still changes its colour or place, for a moment. */
const moving = 'document.getAnimations().filter(({ effect }) => effect.getTiming().iterations < Infinity).length'

/** The components' announcer speaks of a key that went with its page, and is gone itself seconds later. */
const look = 'axe.run({ exclude: ["[data-live-announcer]"] }, { resultTypes: ["violations"] })'

/** What keeps people out, in both colours: nothing, it is hoped. */
export async function barriers(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expect.poll(() => page.evaluate(moving), { timeout: 5_000 }).toBe(0)
    await page.evaluate(axe.source)
    const { violations } = await page.evaluate<AxeResults>(look)
    for (const { id, impact, nodes } of violations)
      if (impact === 'serious' || impact === 'critical')
        found.push(`${colorScheme}: ${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`)}`)
  }
  return found
}
