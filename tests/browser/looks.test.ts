import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Language, openBrowser, visit } from '../support/browser.ts'
import { newPlace, type Place, serviceProcess } from '../support/service.ts'
import { agentAt } from './agent.ts'
import { barriers } from './barriers.ts'
import { phoneAt } from './phone.ts'
import { consoleWords, phoneWords } from './words.ts'

const mina = { name: 'مینا راد', email: 'mina@shop.test', password: 'correct horse battery' }
const customer = 'علي كريمي'
const onWhatsApp = 'مرضيه كاظمي'
const languages: readonly Language[] = ['fa', 'en']
const sizes = [
  { name: 'desk', options: { viewport: { width: 1280, height: 800 } } },
  { name: 'phone', options: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
]
const visitors = languages.flatMap(language => sizes.map(size => ({ language, ...size })))

let place: Place
let service: ReturnType<typeof serviceProcess>
let browser: Browser
beforeAll(async () => {
  place = await newPlace()
  service = serviceProcess({ SANDBOX: 'on', WHATSAPP: 'auto', CHROMIUM_PATH: inject('chromium') }, place)
  await service.start()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await service.stop()
  await place.remove()
})

describe('the ways in', () => {
  it.each(languages)('keep nobody out (%s)', async language => {
    const visitor = await visit(browser, place.url, language)
    const { page, trouble } = visitor
    await page.goto(/http:\S+\/setup#\S+/.exec(service.output())![0])
    await page.getByRole('button', { name: consoleWords[language].session.setupButton }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.goto('/sign-in')
    await page.getByRole('button', { name: consoleWords[language].session.signIn }).waitFor()
    expect(await barriers(page)).toEqual([])
    expect(trouble).toEqual([])
    await visitor.close()
  })
})

describe('the pages of the day', () => {
  beforeAll(async () => {
    await service.admin()
  })

  it.each(visitors)('keep nobody out (console, $language, $name)', async ({ language, options }) => {
    const visitor = await visit(browser, place.url, language, options)
    const agent = agentAt(visitor.page, consoleWords[language])
    await agent.signIn(mina)
    await agent.row(customer).getByText('DK4401238').waitFor({ timeout: 20_000 })
    expect(await barriers(visitor.page)).toEqual([])
    await agent.open(customer)
    await agent.messages.getByRole('img').first().waitFor()
    expect(await barriers(visitor.page)).toEqual([])
    expect(visitor.trouble).toEqual([])
    await visitor.close()
  })

  it.each(visitors)('keep nobody out (our channels, $language, $name)', async ({ language, options }) => {
    const visitor = await visit(browser, place.url, language, options)
    const words = consoleWords[language]
    await agentAt(visitor.page, words).signIn(mina)
    await visitor.page.goto('/channels')
    const list = visitor.page.getByRole('list', { name: words.channels.title })
    await list.getByText(words.channels.sandbox).first().waitFor()
    expect(await barriers(visitor.page)).toEqual([])
    expect(visitor.trouble).toEqual([])
    await visitor.close()
  })

  it.each(visitors)('keep nobody out (a customer’s phone, $language, $name)', async ({ language, options }) => {
    const visitor = await visit(browser, place.url, language, options)
    const phone = phoneAt(visitor.page, phoneWords[language])
    await visitor.page.goto('/sandbox/')
    await phone.press(new RegExp(customer))
    await phone.chat.getByRole('article').first().waitFor()
    expect(await barriers(visitor.page)).toEqual([])
    expect(visitor.trouble).toEqual([])
    await visitor.close()
  })

  it.each(visitors)('keep nobody out (a phone with WhatsApp, $language, $name)', async ({ language, options }) => {
    const visitor = await visit(browser, place.url, language, options)
    const words = phoneWords[language]
    const phone = phoneAt(visitor.page, words)
    await visitor.page.goto('/sandbox/')
    // The first are there once the line is up.
    await visitor.page.getByRole('button', { name: onWhatsApp }).waitFor({ timeout: 30_000 })
    await phone.newCustomer('شیرین', 'whatsapp')
    await phone.say('سلام')
    await phone.said('خوش آمدید').waitFor()
    await phone.react('خوش آمدید', '👍')
    await phone.reply('خوش آمدید', 'قوری شکسته')
    await phone.ticks('قوری شکسته', 'delivered').waitFor()
    await phone.edit('قوری شکسته', 'قوری ترک دارد')
    await phone.say('اشتباه شد')
    await phone.deleteForAll('اشتباه شد')
    await phone.said(words.revoked).waitFor()
    expect(await barriers(visitor.page)).toEqual([])
    await phone.chat.getByLabel(words.menu, { exact: true }).last().click()
    expect(await barriers(visitor.page)).toEqual([])

    const back = visitor.page.getByRole('button', { name: words.back })
    if (await back.isVisible()) await back.click()
    await phone.press(words.newCustomer)
    await phone.press(new RegExp(words.shopPhone))
    await visitor.page.getByRole('button', { name: words.logOut }).waitFor()
    expect(await barriers(visitor.page)).toEqual([])
    expect(visitor.trouble).toEqual([])
    await visitor.close()
  })

  it('load at most 220 KB of script, packed, before an agent can begin', async () => {
    const visitor = await visit(browser, place.url, 'fa')
    const agent = agentAt(visitor.page, consoleWords.fa)
    await agent.signIn(mina)
    const scripts: Promise<number>[] = []
    visitor.page.on('response', response => {
      if (response.request().resourceType() === 'script')
        scripts.push(response.body().then(body => gzipSync(body).length))
    })
    await visitor.page.reload({ waitUntil: 'networkidle' })
    await agent.row(customer).waitFor()
    const bytes = (await Promise.all(scripts)).reduce((sum, more) => sum + more, 0)
    expect(bytes).toBeGreaterThan(50_000)
    expect(bytes).toBeLessThanOrEqual(220 * 1024)
    await visitor.close()
  })
})
