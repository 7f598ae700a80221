import type { Page } from 'playwright-core'
import type { Messenger } from '../../src/sandbox/phone/model.ts'
import type { Strings } from '../../src/sandbox/phone/strings/fa.ts'

/** What a customer does with the phone of the sandbox. */
export const phoneAt = (page: Page, words: Strings) => {
  const press = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).click()
  const chat = page.getByRole('main')
  const field = (name: string) => page.getByRole('textbox', { name, exact: true })
  const said = (text: string | RegExp) => chat.getByRole('article').filter({ hasText: text })
  const say = async (text: string) => {
    await field(words.write).fill(text)
    await press(words.send)
  }
  /** What stands beside a message. */
  const beside = async (text: string | RegExp) => {
    const row = chat.getByRole('listitem').filter({ has: page.getByRole('article').filter({ hasText: text }) })
    await row.hover()
    return row
  }
  /** A choice of the menu of a WhatsApp message. */
  const choose = async (text: string | RegExp, choice: string) => {
    const row = await beside(text)
    await row.getByLabel(words.menu, { exact: true }).click()
    await row.getByRole('button', { name: choice, exact: true }).click()
  }
  return {
    page,
    said,
    chat,
    /** On the messenger used last, where none is named. */
    async newCustomer(name: string, messenger?: Messenger) {
      await press(words.newCustomer)
      // The circle itself is not to be seen: a person presses the words beside it.
      if (messenger) await page.getByText(words.messengers[messenger], { exact: true }).click()
      await field(messenger === 'whatsapp' ? words.nameOnWhatsApp : words.firstName).fill(name)
      await press(words.create)
    },
    start: () => press(words.start),
    press,
    say,
    async sendSample(name: keyof Strings['sampleNames']) {
      await page.getByLabel(words.attach, { exact: true }).click()
      await press(words.sampleNames[name])
    },
    async reply(to: string | RegExp, text: string) {
      await (await beside(to)).getByRole('button', { name: words.reply, exact: true }).click()
      await say(text)
    },
    /** The three of WhatsApp. */
    async edit(before: string | RegExp, after: string) {
      await choose(before, words.edit)
      await say(after)
    },
    deleteForAll: (text: string | RegExp) => choose(text, words.revoke),
    react: (to: string | RegExp, emoji: string) => choose(to, `${words.react} ${emoji}`),
    /** How far a message of the customer's has come. */
    ticks: (text: string | RegExp, state: keyof Strings['ticks']) =>
      said(text).getByRole('img', { name: words.ticks[state], exact: true }),
  }
}
