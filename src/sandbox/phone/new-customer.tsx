import { type FormEvent, useState } from 'react'
import { ChannelMark } from './channel-mark.tsx'
import { useSpeech } from './language.ts'
import { type Messenger, messengers } from './model.ts'
import { createOnTelegram } from './telegram-side.ts'
import type { Sandbox } from './use-sandbox.ts'
import { createOnWhatsApp } from './whatsapp-side.ts'

/** The form has just been asked for, and this is where it starts. */
const focus = (input: HTMLInputElement | null) => input?.focus()
const FIELD = 'w-full rounded-xl border border-line bg-paper px-3 py-2 text-sm'
const KEPT = 'sandbox-messenger'

interface NewCustomerProps {
  whatsapp: Sandbox['whatsapp']
  made(key: string): void
  cancel(): void
}

export function NewCustomer({ whatsapp, made, cancel }: NewCustomerProps) {
  const { t } = useSpeech()
  const [problem, setProblem] = useState('')
  const [chosen, choose] = useState<Messenger>(lastUsed)
  const messenger = whatsapp.absent === null ? chosen : 'telegram'
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    localStorage.setItem(KEPT, messenger)
    await create(messenger, name => String(form.get(name) ?? '').trim()).then(made, (error: Error) =>
      setProblem(t.failed + error.message),
    )
  }
  return (
    <form onSubmit={submit} className="mx-3 mb-3 grid gap-2.5 rounded-2xl bg-desk/60 p-3">
      <Which messenger={messenger} choose={choose} absent={whatsapp.absent !== null} />
      {messenger === 'telegram' ? <TelegramFields /> : <WhatsAppFields phones={whatsapp.phones} />}
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

const lastUsed = (): Messenger => messengers.find(each => each === localStorage.getItem(KEPT)) ?? 'telegram'

function create(messenger: Messenger, given: (name: string) => string): Promise<string> {
  if (messenger === 'whatsapp') return createOnWhatsApp(given('name'), given('shop') || undefined)
  const person = { firstName: given('firstName'), lastName: given('lastName'), languageCode: given('languageCode') }
  return createOnTelegram(person)
}

interface WhichProps {
  messenger: Messenger
  choose(messenger: Messenger): void
  /** No WhatsApp here: the page says why at its foot. */
  absent: boolean
}

function Which({ messenger, choose, absent }: WhichProps) {
  const { t } = useSpeech()
  return (
    <fieldset className="grid grid-cols-2 gap-1.5">
      <legend className="sr-only">{t.messenger}</legend>
      {messengers.map(each => (
        <label
          key={each}
          className="flex items-center justify-center gap-2 rounded-xl border border-line bg-paper px-2 py-1.5 text-sm has-checked:border-accent has-checked:bg-accent/15 has-focus-visible:outline-2 has-focus-visible:outline-accent has-disabled:cursor-default has-disabled:opacity-50"
        >
          <input
            type="radio"
            name="messenger"
            value={each}
            checked={each === messenger}
            disabled={each === 'whatsapp' && absent}
            onChange={() => choose(each)}
            className="sr-only"
          />
          <span aria-hidden="true">
            <ChannelMark messenger={each} />
          </span>
          {t.messengers[each]}
        </label>
      ))}
    </fieldset>
  )
}

const Name = ({ name, label, required = false }: { name: string; label: string; required?: boolean }) => (
  <input
    name={name}
    required={required}
    maxLength={64}
    {...(required && { ref: focus })}
    dir="auto"
    aria-label={label}
    placeholder={label}
    className={FIELD}
  />
)

function TelegramFields() {
  const { t, language } = useSpeech()
  return (
    <>
      <Name name="firstName" label={t.firstName} required />
      <Name name="lastName" label={t.lastName} />
      <label className="grid gap-1 text-xs text-quiet">
        {t.language}
        <select name="languageCode" defaultValue={language} className={`${FIELD} text-ink`}>
          {Object.entries(t.languages).map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </>
  )
}

/** They can write to any number of the shop that is linked. */
function WhatsAppFields({ phones }: Pick<Sandbox['whatsapp'], 'phones'>) {
  const { t } = useSpeech()
  const linked = phones.filter(({ devices }) => devices.length > 0)
  return (
    <>
      <Name name="name" label={t.nameOnWhatsApp} required />
      {linked.length > 1 && (
        <label className="grid gap-1 text-xs text-quiet">
          {t.writesTo}
          <select name="shop" className={`${FIELD} text-ink`}>
            {linked.map(({ number, name }) => (
              <option key={number} value={number}>
                {`${name} · \u2066+${number}\u2069`}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  )
}
