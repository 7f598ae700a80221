import type { Page } from 'playwright-core'
import type { Words } from '../../src/console/words/fa.ts'
import { sentence } from './words.ts'

interface Person {
  name: string
  email: string
  password: string
}

/** What somebody does in the console, finding things by what stands on them. */
export const agentAt = (page: Page, words: Words) => {
  const field = (label: string) => page.getByRole('textbox', { name: label, exact: true })
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const enter = async ({ email, password }: Omit<Person, 'name'>) => {
    await field(words.session.email).fill(email)
    await page.getByLabel(words.session.password, { exact: true }).fill(password)
  }
  const row = (customer: string) => page.getByRole('listitem').getByRole('link', { name: customer })
  const thread = page.getByRole('main', { name: sentence(words.thread.label) })
  const messages = page.getByRole('log', { name: words.thread.messages })

  return {
    page,
    row,
    thread,
    messages,
    card: page.getByRole('region', { name: words.card.title }),
    writing: field(words.composer.label),
    async makeFirstAdmin({ name, ...rest }: Person) {
      await field(words.session.name).fill(name)
      await enter(rest)
      await press(words.session.setupButton)
    },
    async signIn(person: Omit<Person, 'name'>) {
      await page.goto('/sign-in')
      await enter(person)
      await press(words.session.signIn)
      await page.getByRole('navigation', { name: words.views.label }).waitFor()
    },
    view: (name: keyof Words['views']) =>
      page.getByRole('navigation', { name: words.views.label }).getByRole('link', { name: words.views[name] }).click(),
    async open(customer: string) {
      await row(customer).click()
      await page.getByRole('main', { name: sentence(words.thread.label, { name: customer }) }).waitFor()
    },
    take: () => thread.getByRole('button', { name: words.desk.take }).click(),
    async answer(text: string) {
      await field(words.composer.label).fill(text)
      await press(words.composer.send)
    },
    async note(text: string) {
      await press(words.composer.note)
      await field(words.composer.noteLabel).fill(text)
      await press(words.composer.saveNote)
    },
    async closeCase(outcome: keyof Words['outcome']) {
      await press(words.desk.close)
      await press(words.outcome[outcome])
      await page.getByRole('button', { name: sentence(words.desk.closeConfirm) }).click()
    },
    async signOut() {
      await press(words.settings.title)
      await press(words.session.signOut)
    },
  }
}

export type AgentPage = ReturnType<typeof agentAt>
