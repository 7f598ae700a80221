import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { password } from '../support/api.ts'
import { openBrowser, visit } from '../support/browser.ts'
import { agentAt } from './agent.ts'
import { barriers } from './barriers.ts'
import { aNumber, numbersInHand } from './numbers.ts'
import { consoleWords, sentence } from './words.ts'

const words = consoleWords.fa
const { channels, pair } = words

let browser: Browser
let hand: Awaited<ReturnType<typeof numbersInHand>>
beforeAll(async () => {
  browser = await openBrowser()
  hand = await numbersInHand()
  await hand.api.signIn('admin')
  await hand.api.signIn('agent')
})
afterAll(async () => {
  await browser.close()
  await hand.close()
})

/** Somebody before the page of our channels. */
async function arrive(role: 'admin' | 'agent') {
  const visitor = await visit(browser, hand.url, 'fa')
  const { page } = visitor
  await agentAt(page, words).signIn({ email: `${role}@shop.test`, password })
  await page.goto('/channels')
  await page.getByRole('heading', { name: channels.title }).waitFor()
  const key = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
  return { ...visitor, key, picture: page.getByRole('img', { name: pair.picture }) }
}

describe('a WhatsApp number', () => {
  it('is added by an admin and linked: by a picture that refreshes, or by a code', async () => {
    const { page, key, picture, trouble, close } = await arrive('admin')
    await page.getByRole('textbox', { name: channels.name }).fill('پشتیبانی')
    await key(channels.addButton).click()
    const panel = page.getByRole('region', { name: sentence(pair.title, { name: 'پشتیبانی' }) })
    await panel.getByText(pair.preparing).waitFor()

    await hand.fares({ state: 'pairing', offer: 1 }, { kind: 'qr', text: '2@one', at: new Date() })
    await picture.waitFor()
    const { width } = (await picture.boundingBox())!
    expect(width).toBeGreaterThanOrEqual(264)
    expect(await barriers(page)).toEqual([])
    const first = await picture.innerHTML()
    await hand.fares({ state: 'pairing', offer: 2 }, { kind: 'qr', text: '2@two', at: new Date() })
    await expect.poll(() => picture.innerHTML()).not.toBe(first)

    await key(pair.noCamera).click()
    const phone = page.getByRole('textbox', { name: pair.phone })
    await phone.fill('۰۹۱۲')
    await key(pair.getCode).click()
    await page.getByRole('alert').getByText(pair.phoneWrong).waitFor()
    await phone.fill('۰۹۱۲ ۳۴۵ ۶۷۸۹')
    await key(pair.getCode).click()
    await panel.getByText(pair.codeComing).waitFor()
    await hand.fares({ state: 'pairing', offer: 3 }, { kind: 'code', text: 'ABCD1234', at: new Date() })
    await panel.getByText('ABCD-1234').waitFor()
    expect(await barriers(page)).toEqual([])
    await key(pair.toPicture).click()
    await hand.fares({ state: 'pairing', offer: 4 }, { kind: 'qr', text: '2@three', at: new Date() })
    await picture.waitFor()
    expect(hand.begun).toEqual(['989123456789', null])

    await hand.fares({ state: 'syncing', percent: 40 })
    await panel.getByText(pair.syncing).waitFor()
    await hand.fares({ state: 'online', address: '+989123456789' })
    await panel.getByText(sentence(pair.online, { name: '+989123456789' })).waitFor()
    await panel.waitFor({ state: 'detached' })
    expect(trouble).toEqual([])
    await close()
  })

  it('is linked again by hand where it was taken off the phone', async () => {
    const { page, key, picture, close } = await arrive('admin')
    await hand.fares({ state: 'broken', reason: 'logged_out' })
    await page.getByText(channels.help.logged_out).waitFor()
    await key(channels.linkAgain).click()
    await expect.poll(() => hand.begun.length).toBe(3)
    await hand.fares({ state: 'pairing', offer: 5, reason: null }, { kind: 'qr', text: '2@four', at: new Date() })
    await picture.waitFor()
    await close()
  })

  it('is seen by an agent, who can do nothing with it', async () => {
    await hand.fares({ state: 'pairing', offer: 6 }, { kind: 'qr', text: '2@five', at: new Date() })
    const { page, key, picture, close } = await arrive('agent')
    await page.getByRole('listitem').getByText(channels.state.pairing).waitFor()
    for (const name of [channels.link, channels.addButton, sentence(channels.removeNamed)])
      expect(await key(name).count()).toBe(0)
    expect(await picture.count()).toBe(0)
    await close()
  })

  it('is taken away in two steps, on every page that shows it', async () => {
    const { page, key, close } = await arrive('admin')
    const other = await arrive('agent')
    const rows = page.getByRole('list', { name: channels.title }).getByRole('listitem')
    await key(sentence(channels.removeNamed)).click()
    await page.getByRole('dialog').getByText(channels.removeHint).waitFor()
    expect(await barriers(page)).toEqual([])
    await key(channels.removeNo).click()
    expect(hand.lines.has(aNumber.id)).toBe(true)
    await key(sentence(channels.removeNamed)).click()
    await key(channels.removeYes).click()
    await expect.poll(() => rows.count()).toBe(0)
    await hand.api.store.write('worker:channels', async tx => tx.events.channelChanged(aNumber.id))
    await other.page.getByText(channels.none).waitFor()
    await other.close()
    await close()
  })

  it.each(['off', 'no_browser'] as const)('says how it could be added where it cannot: %s', async obstacle => {
    hand.hinders(obstacle)
    const { page, key, close } = await arrive('admin')
    await page.getByText(channels.help[obstacle]).waitFor()
    expect(await key(channels.addButton).count()).toBe(0)
    await close()
  })
})
