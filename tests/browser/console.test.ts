import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FileView } from '../../src/api/schemas/messages.ts'
import { openGate } from '../support/gate.ts'
import { type AgentPage, agentAt } from './agent.ts'
import { colleagues, openShop, type Shop, words } from './shop.ts'
import { sentence } from './words.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

describe('two agents', () => {
  it('press "take" together: one has the thread, the other is told who', async () => {
    const customer = await shop.customerWaits('سهراب')
    const [first, second] = [
      await shop.agentBefore(customer.threadId),
      await shop.agentBefore(customer.threadId, { colleague: 1 }),
    ]
    await together([first.page, second.page], '**/take')
    await Promise.all([first.take(), second.take()])

    const end = ({ thread, page }: AgentPage, other: string) =>
      Promise.race([
        thread
          .getByText(words.turn.mine)
          .waitFor()
          .then(() => 'has it'),
        page
          .getByRole('status')
          .getByText(sentence(words.desk.takenBy, { name: other }))
          .waitFor()
          .then(() => 'told'),
      ])
    const ends = await Promise.all([end(first, colleagues[1].name), end(second, colleagues[0].name)])
    expect(ends.toSorted()).toEqual(['has it', 'told'])

    const [loser, winner] = ends[0] === 'told' ? [first, colleagues[1]] : [second, colleagues[0]]
    await loser.thread.getByText(sentence(words.desk.withOther, { name: winner.name })).waitFor()
    expect(await loser.writing.count()).toBe(0)
    expect([...first.visitor.trouble, ...second.visitor.trouble]).toEqual([])
    await first.visitor.close()
    await second.visitor.close()
  })
})

/** Lets no such request of these pages go before each has made one. */
async function together(pages: Page[], path: string): Promise<void> {
  let waiting = pages.length
  let go = () => {}
  const all = new Promise<void>(resolve => {
    go = resolve
  })
  for (const page of pages)
    await page.route(path, async route => {
      if (--waiting === 0) go()
      await all
      await route.continue()
    })
}

const run = (how: string) => `window.hacked = ${JSON.stringify(how)}; alert(1); fetch('/api/agents')`
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>${run('svg')}</script></svg>`
const html = `<!doctype html><html><body onload="${run('html').replaceAll('"', '&quot;')}"><script>${run('script')}</script></body></html>`

describe('a hostile customer', () => {
  it('runs nothing in the console, by words, name or files', async () => {
    const customer = await shop.customerWaits('Ali\u202Egpj.exe')
    const markup = `<img src=x onerror="${run('words')}"><script>${run('words')}</script>`
    await customer.say(markup)
    await customer.sendDocument('photo.jpg', 'image/svg+xml', svg)
    await customer.sendDocument('photo.jpg', 'image/jpeg', html)
    const keyOf = async (content: string) => {
      const fits = ({ state, bytes }: FileView) => state === 'stored' && bytes === content.length
      const { files } = await customer.live.message(message => message.files.some(fits))
      return files[0]!.key
    }
    const keys = [await keyOf(svg), await keyOf(html)]

    const { visitor, page, messages, thread } = await shop.agentBefore(customer.threadId)
    const dialogs: string[] = []
    const asked: string[] = []
    page.on('dialog', dialog => {
      dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    page.on('request', request => asked.push(request.url()))
    await messages.getByText(markup, { exact: true }).waitFor()
    await expect.poll(() => messages.getByRole('link', { name: 'photo.jpg' }).count()).toBe(2)
    expect(await thread.getByRole('heading', { level: 1 }).textContent()).not.toContain('\u202E')

    // opened at their own addresses, with a session, they are saved and not shown
    for (const key of keys) {
      const download = page.waitForEvent('download')
      await page.goto(`/api/files/${key}`).catch(() => undefined)
      expect((await download).suggestedFilename()).toMatch(/photo/)
    }
    expect(await page.evaluate('window.hacked')).toBeUndefined()
    expect(dialogs).toEqual([])
    expect(asked.filter(url => /\/x$|\/api\/agents/.test(url) || !url.startsWith(shop.url))).toEqual([])
    await visitor.close()
  })
})

describe('a customer who blocked us', () => {
  it('can no longer be answered, and who reads on is told', async () => {
    const customer = await shop.customerWaits('مهتاب')
    const { visitor, thread, messages, writing } = await shop.agentBefore(customer.threadId)
    await writing.waitFor()
    await customer.block()
    await messages.getByText(words.notice.blocked).waitFor()
    await thread.getByText(words.desk.noChannel).waitFor()
    expect(await writing.count()).toBe(0)
    expect(visitor.trouble).toEqual([])
    await visitor.close()
  })
})

describe('a line that breaks', () => {
  const breaks = [
    { how: 'on the way', browserKnows: false },
    { how: 'at the browser', browserKnows: true },
  ]
  it.each(breaks)('$how is told, and afterwards every message is there, once', async ({ browserKnows }) => {
    const customer = await shop.customerWaits('پری')
    const gate = await openGate(shop.url)
    const { visitor, page, messages } = await shop.agentBefore(customer.threadId, { at: gate.url })
    if (browserKnows) await page.context().setOffline(true)
    gate.cut()
    await page.getByRole('status').getByText(words.live.reconnecting).waitFor()
    const missed = ['یکم: هنوز منتظرم', 'دوم: کسی هست؟', 'سوم: بستهٔ من کجاست؟']
    for (const text of missed) await customer.say(text)
    expect(await messages.getByText(missed[0]!).count()).toBe(0)

    gate.mend()
    if (browserKnows) await page.context().setOffline(false)
    await page.getByRole('status').getByText(sentence(words.live.caughtUp)).waitFor()
    await messages.getByText(missed[2]!).waitFor()
    const last = await customer.say('چهارم: خوب، دوباره هستید')
    await messages.getByText(last.text).waitFor()
    const shown = await messages
      .getByRole('article')
      .getByText(/^(یکم|دوم|سوم|چهارم):/)
      .allInnerTexts()
    expect(shown).toEqual([...missed, last.text])
    await visitor.close()
    await gate.close()
  })
})

describe('signing out in one tab', () => {
  it('ends what the other tabs are told', async () => {
    await shop.customerWaits('بیژن')
    const { visitor, ...first } = await shop.agent()
    await first.row('بیژن').waitFor()
    const second = agentAt(await visitor.page.context().newPage(), words)
    await second.page.goto('/waiting')
    await second.row('بیژن').waitFor()

    const told = visitor.page.waitForEvent('requestfinished', request => request.url().endsWith('/api/live'))
    await second.signOut()
    await second.page.getByRole('heading', { name: words.session.signInTitle }).waitFor()
    await told
    await first.page.getByRole('alert').getByText(words.session.expired).waitFor()
    expect(await first.page.content()).not.toContain('بیژن')
    await visitor.close()
  })
})

describe('keys on a Persian layout', () => {
  it('walk the list, take the thread and begin an answer', async () => {
    const customer = await shop.customerWaits('ارغوان')
    const { visitor, page, messages, thread, writing } = await shop.agentBefore(customer.threadId)
    const keyboard = await page.context().newCDPSession(page)
    /** What a keyboard sends whose key at that place bears a Persian letter. */
    const press = async (code: string, key: string) => {
      for (const type of ['keyDown', 'keyUp'])
        await keyboard.send('Input.dispatchKeyEvent', { type: type as 'keyDown', code, key, text: key })
    }
    const opened = () => new URL(page.url()).pathname.split('/').at(-1)

    await page.goto('/waiting')
    await page.getByRole('listitem').first().waitFor()
    await press('KeyJ', 'ت')
    await messages.waitFor()
    const first = opened()
    await press('KeyJ', 'ت')
    await expect.poll(opened).not.toBe(first)
    await press('KeyK', 'ن')
    await expect.poll(opened).toBe(first)
    await messages.waitFor()
    await press('KeyT', 'ف')
    await thread.getByText(words.turn.mine).waitFor()
    await page.getByRole('main').press('Escape')
    await press('KeyR', 'ق')
    await page.keyboard.insertText('سلام')
    expect(await writing.inputValue()).toBe('سلام')
    expect(visitor.trouble).toEqual([])
    await visitor.close()
  })
})
