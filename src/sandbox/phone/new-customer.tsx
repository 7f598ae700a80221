import { type FormEvent, useState } from 'react'
import { useSpeech } from './language.ts'
import { type Customer, createCustomer } from './sandbox-api.ts'

/** The form has just been asked for, and this is where it starts. */
const focus = (input: HTMLInputElement | null) => input?.focus()

export function NewCustomer({ made, cancel }: { made(customer: Customer): void; cancel(): void }) {
  const { t, language } = useSpeech()
  const [problem, setProblem] = useState('')
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const given = (name: string) => String(form.get(name) ?? '').trim()
    const person = { firstName: given('firstName'), lastName: given('lastName'), languageCode: given('languageCode') }
    await createCustomer(person).then(made, (error: Error) => setProblem(t.failed + error.message))
  }
  const field = 'w-full rounded-xl border border-line bg-paper px-3 py-2 text-sm'
  return (
    <form onSubmit={submit} className="mx-3 mb-3 grid gap-2.5 rounded-2xl bg-desk/60 p-3">
      <input
        name="firstName"
        required
        maxLength={64}
        ref={focus}
        dir="auto"
        aria-label={t.firstName}
        placeholder={t.firstName}
        className={field}
      />
      <input
        name="lastName"
        maxLength={64}
        dir="auto"
        aria-label={t.lastName}
        placeholder={t.lastName}
        className={field}
      />
      <label className="grid gap-1 text-xs text-quiet">
        {t.language}
        <select name="languageCode" defaultValue={language} className={`${field} text-ink`}>
          {Object.entries(t.languages).map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {problem && (
        <p role="alert" className="text-sm text-danger">
          {problem}
        </p>
      )}
      <div className="flex gap-2">
        <button type="submit" className="flex-1 rounded-xl bg-accent py-2 text-sm font-medium text-on-accent">
          {t.create}
        </button>
        <button type="button" onClick={cancel} className="rounded-xl px-4 py-2 text-sm text-quiet hover:bg-desk">
          {t.cancel}
        </button>
      </div>
    </form>
  )
}
