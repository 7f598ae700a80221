import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, type Visit, visit } from '../support/browser.ts'
import { newPlace, type Place, serviceProcess } from '../support/service.ts'
import { agentAt } from './agent.ts'
import { phoneAt } from './phone.ts'
import { stories } from './stories.ts'
import { consoleWords, phoneWords, sentence } from './words.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

describe.each(stories)('the first conversation ($language)', story => {
  const words = consoleWords[story.language]
  let place: Place
  let service: ReturnType<typeof serviceProcess>
  let desk: Visit
  let hand: Visit
  beforeAll(async () => {
    place = await newPlace()
    service = serviceProcess({ SANDBOX: 'on' }, place)
    await service.start()
    desk = await visit(browser, place.url, story.language)
    hand = await visit(browser, place.url, story.language, { viewport: { width: 390, height: 844 } })
  })
  afterAll(async () => {
    await desk.close()
    await hand.close()
    await service.stop()
    await place.remove()
  })

  it('goes from the link in the terminal to a case that is closed', async () => {
    const agent = agentAt(desk.page, words)
    const phone = phoneAt(hand.page, phoneWords[story.language])

    // the first admin, and a shop that has customers already
    await desk.page.goto(/http:\S+\/setup#\S+/.exec(service.output())![0])
    await agent.makeFirstAdmin({ name: story.agent, email: 'mina@shop.test', password: 'correct horse battery' })
    await agent.row('سارا محمدی').waitFor({ timeout: 20_000 })

    // the customer tells the bot everything
    await hand.page.goto('/sandbox/')
    await phone.newCustomer(story.customer)
    await phone.start()
    await phone.press(story.topic)
    await phone.said(story.asksForCode).waitFor()
    await phone.say(story.code)
    await phone.said(story.asksForPhoto).waitFor()
    await phone.sendSample('brokenCup')
    await phone.said(story.asksForWords).waitFor()
    await phone.say(story.description)

    // it stands in the open list by itself, and all is on the card
    const row = agent.row(story.customer)
    await row.getByText(story.canonical).waitFor()
    await agent.open(story.customer)
    await agent.card.getByText(story.canonical).waitFor()
    await agent.card.getByText(story.description).waitFor()
    const photo = agent.card.getByRole('button', { name: words.file.photo }).locator('img')
    await expect
      .poll(() => photo.evaluate((img: { naturalWidth?: number }) => img.naturalWidth), { timeout: 10_000 })
      .toBeGreaterThan(0)

    // an answer goes, and another comes
    await agent.take()
    await agent.thread.getByText(words.turn.mine).waitFor()
    await agent.answer(story.answer)
    await phone.said(story.answer).waitFor()
    await agent.messages.getByRole('article').filter({ hasText: story.answer }).getByLabel(words.send.sent).waitFor()
    await phone.say(story.thanks)
    await agent.messages.getByText(story.thanks).waitFor()

    // the house among itself, and the end
    await agent.note(story.note)
    await agent.messages.getByText(story.note).waitFor()
    await agent.closeCase('replacement')
    await agent.thread.getByText(words.turn.closed, { exact: true }).waitFor()
    await agent.messages.getByText(sentence(words.notice.closed, { name: story.agent })).waitFor()
    expect(await phone.said(story.thanks).count()).toBe(1)
    expect(await phone.chat.textContent()).not.toContain(story.note)

    expect([...desk.trouble, ...hand.trouble]).toEqual([])
  })
})
