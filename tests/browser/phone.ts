import type { Page } from 'playwright-core'
import type { Strings } from '../../src/sandbox/phone/strings/fa.ts'

/** What a customer does with the phone of the sandbox. */
export const phoneAt = (page: Page, words: Strings) => {
  const press = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).click()
  const chat = page.getByRole('main')
  return {
    page,
    said: (text: string | RegExp) => chat.getByRole('article').filter({ hasText: text }),
    chat,
    async newCustomer(firstName: string) {
      await press(words.newCustomer)
      await page.getByRole('textbox', { name: words.firstName, exact: true }).fill(firstName)
      await press(words.create)
    },
    start: () => press(words.start),
    press,
    async say(text: string) {
      await page.getByRole('textbox', { name: words.write }).fill(text)
      await press(words.send)
    },
    async sendSample(name: keyof Strings['sampleNames']) {
      await page.getByLabel(words.attach, { exact: true }).click()
      await press(words.sampleNames[name])
    },
  }
}
