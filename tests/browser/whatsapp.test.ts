import jsqr from 'jsqr'
import type { Browser, Locator } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { picture } from '../../src/sandbox/samples/pictures.ts'
import { startWhatsAppWeb } from '../../src/sandbox/whatsapp-web/server.ts'
import { openBrowser, visit } from '../support/browser.ts'
import { newPlace, type Settings, serviceProcess } from '../support/service.ts'
import { settingsForWhatsApp } from '../support/whatsapp.ts'
import { agentAt } from './agent.ts'
import { phoneAt } from './phone.ts'
import { stories } from './stories.ts'
import { consoleWords, phoneWords, sentence } from './words.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const mina = { email: 'mina@shop.test', password: 'correct horse battery' }

/** A running service, and its first admin before the console. */
async function openDesk(settings: Settings, language: 'fa' | 'en', name: string) {
  const place = await newPlace()
  const service = serviceProcess(settings, place)
  await service.start()
  const desk = await visit(browser, place.url, language)
  await desk.page.goto(/http:\S+\/setup#\S+/.exec(service.output())![0])
  const agent = agentAt(desk.page, consoleWords[language])
  await agent.makeFirstAdmin({ name, ...mina })
  await desk.page.getByRole('navigation', { name: consoleWords[language].views.label }).waitFor()
  return {
    ...desk,
    url: place.url,
    agent,
    toChannels: () => desk.page.getByRole('link', { name: consoleWords[language].channels.title }).click(),
    async close() {
      await desk.close()
      await service.stop()
      await place.remove()
    },
  }
}

// The package is the function itself, whatever its types say.
const readQr = jsqr as unknown as typeof jsqr.default

/** What a phone's camera reads there. */
async function scanned(image: Locator): Promise<string> {
  const { data, info } = await sharp(await image.screenshot())
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return readQr(new Uint8ClampedArray(data), info.width, info.height)?.data ?? ''
}

describe.each(stories)('the first conversation on WhatsApp ($language)', story => {
  const words = consoleWords[story.language]
  const { channels, pair } = words

  it('begins with a picture that is scanned in the console, and ends with an answer that was read', async () => {
    const web = await startWhatsAppWeb({ chromium: inject('chromium') })
    const phone = web.phone('989120000001', { pushname: 'Shop' })
    const desk = await openDesk(settingsForWhatsApp(web), story.language, story.agent)
    const { page, agent } = desk

    // the number is linked
    await desk.toChannels()
    await page.getByRole('textbox', { name: channels.name }).fill('پشتیبانی')
    await page.getByRole('button', { name: channels.addButton, exact: true }).click()
    const shown = page.getByRole('img', { name: pair.picture })
    await shown.waitFor({ timeout: 20_000 })
    phone.scanQr(await scanned(shown))
    const row = page.getByRole('list', { name: channels.title }).getByRole('listitem')
    await row.getByText('+989120000001', { exact: true }).waitFor({ timeout: 20_000 })
    await row.getByText(channels.state.online).waitFor()

    // a customer tells the bot everything
    const customer = phone.customer('989120001001', { pushname: story.customer })
    const says = async (text: string) => {
      customer.text(text)
      await customer.waitForMessage()
    }
    await says(story.topic)
    await says(story.code)
    const { bytes } = await picture('brokenCup')
    customer.image(bytes)
    await customer.waitForMessage()
    await says(story.description)

    // all of it is before the agent, who answers
    await agent.view('waiting')
    await agent.row(story.customer).getByText(story.canonical).waitFor()
    await agent.open(story.customer)
    await agent.card.getByText(story.canonical).waitFor()
    const photo = agent.card.getByRole('button', { name: words.file.photo }).locator('img')
    await expect
      .poll(() => photo.evaluate((img: { naturalWidth?: number }) => img.naturalWidth), { timeout: 10_000 })
      .toBeGreaterThan(0)
    await agent.take()
    await agent.answer(story.answer)
    const { id } = await customer.waitForMessage(({ body }) => body === story.answer)

    // one tick, two, two blue ones
    const bubble = agent.messages.getByRole('article').filter({ hasText: story.answer })
    await bubble.getByLabel(words.send.sent, { exact: true }).waitFor()
    phone.ack(id, 'delivered')
    await bubble.getByLabel(words.send.delivered, { exact: true }).waitFor()
    phone.ack(id, 'read')
    await bubble.getByLabel(words.send.read, { exact: true }).waitFor()

    // the customer comes back, and somebody answers them by hand
    customer.text(story.thanks, { quote: id })
    await agent.messages.getByText(story.thanks).waitFor()
    phone.sendFromPhone(customer.number, '🌹')
    await agent.messages.getByRole('article').filter({ hasText: '🌹' }).getByText(words.thread.elsewhere).waitFor()
    expect(desk.trouble).toEqual([])
    await desk.close()
    await web.close()
  })
})

describe('the sandbox’s WhatsApp', () => {
  it('is there without an account anywhere, with a phone to write from', async () => {
    const [story] = stories
    const words = consoleWords.fa
    const desk = await openDesk(
      { SANDBOX: 'on', WHATSAPP: 'auto', CHROMIUM_PATH: inject('chromium') },
      'fa',
      'مینا راد',
    )
    const hand = await visit(browser, desk.url, 'fa', { viewport: { width: 390, height: 844 } })
    const phone = phoneAt(hand.page, phoneWords.fa)
    // a customer of the sandbox has written already: the line is up
    await desk.toChannels()
    const row = desk.page.getByRole('list', { name: words.channels.title }).getByRole('listitem')
    await row.filter({ hasText: '+989120000001' }).getByText(words.channels.state.online).waitFor({ timeout: 30_000 })
    await desk.agent.view('waiting')

    await hand.page.goto('/sandbox/')
    await phone.newCustomer('شیرین', 'whatsapp')
    await phone.say('سلام، فنجان شکسته رسید، DK-1234567')
    await phone.said(story!.asksForPhoto).waitFor()
    await phone.say('اپراتور')
    await desk.agent.open('شیرین')
    await desk.agent.take()
    await desk.agent.answer('سلام شیرین جان')
    await phone.said('سلام شیرین جان').waitFor()
    const bubble = desk.agent.messages.getByRole('article').filter({ hasText: 'سلام شیرین جان' })
    await bubble.getByLabel(words.send.read, { exact: true }).waitFor()
    await phone.ticks('اپراتور', 'read').waitFor()
    expect([...desk.trouble, ...hand.trouble]).toEqual([])
    await hand.close()
    await desk.close()
  })

  it('links a number that an admin adds, by the shop’s own phone', async () => {
    const words = consoleWords.en
    const desk = await openDesk({ SANDBOX: 'on', WHATSAPP: 'auto', CHROMIUM_PATH: inject('chromium') }, 'en', 'Mina')
    const { page } = desk
    await desk.toChannels()
    await page.getByRole('textbox', { name: words.channels.name }).fill('Second number')
    await page.getByRole('button', { name: words.channels.addButton, exact: true }).click()
    await page.getByRole('img', { name: words.pair.picture }).waitFor({ timeout: 30_000 })
    const hand = await visit(browser, desk.url, 'en', { viewport: { width: 390, height: 844 } })
    await hand.page.goto('/sandbox/')
    await hand.page.getByRole('button', { name: phoneWords.en.shopPhone }).click()
    await hand.page.getByRole('button', { name: phoneWords.en.scanNew, exact: true }).click()
    const panel = page.getByRole('region', { name: sentence(words.pair.title, { name: 'Second number' }) })
    await panel.waitFor({ state: 'detached', timeout: 20_000 })
    const row = page.getByRole('list', { name: words.channels.title }).getByRole('listitem')
    await row.filter({ hasText: 'Second number' }).getByText(words.channels.state.online).waitFor()
    await hand.close()
    await desk.close()
  })
})
