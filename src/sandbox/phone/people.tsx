import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { Avatar } from './avatar.tsx'
import { day, number, type Speech, time, useSpeech } from './language.ts'
import type { Customer } from './model.ts'
import { NewCustomer } from './new-customer.tsx'
import { preview } from './preview.ts'
import { ShopLink } from './shop-link.tsx'
import { type Sandbox, unread } from './use-sandbox.ts'

interface PeopleProps {
  sandbox: Sandbox
  /** A customer's key, or the shop's own phone. */
  chosen: string | null
  choose(key: string): void
}

export function People({ sandbox, chosen, choose }: PeopleProps) {
  const { t } = useSpeech()
  const [making, setMaking] = useState(false)
  const people = sandbox.people.toSorted((a, b) => latest(b).localeCompare(latest(a)))
  const made = (key: string) => {
    choose(key)
    setMaking(false)
  }
  return (
    <section className="flex h-full flex-col bg-paper md:rounded-3xl md:shadow-sm">
      <div className="flex items-center justify-between px-4 pt-4 pb-3">
        <h1 className="text-lg font-bold">{t.people}</h1>
        <button
          type="button"
          onClick={() => setMaking(true)}
          className="flex items-center gap-2 rounded-full bg-accent px-3.5 py-1.5 text-sm font-medium text-on-accent hover:opacity-90"
        >
          <UserPlus size={16} aria-hidden="true" />
          {t.newCustomer}
        </button>
      </div>
      {making && <NewCustomer whatsapp={sandbox.whatsapp} made={made} cancel={() => setMaking(false)} />}
      {people.length === 0 && sandbox.loaded && !making && <p className="px-4 py-6 text-sm text-quiet">{t.nobody}</p>}
      <ul className="min-h-0 flex-1 overflow-y-auto px-2 pb-3">
        {people.map(customer => (
          <li key={customer.key}>
            <Row
              customer={customer}
              chosen={customer.key === chosen}
              fresh={unread(sandbox, customer)}
              choose={() => choose(customer.key)}
            />
          </li>
        ))}
      </ul>
      {sandbox.loaded && <ShopLink whatsapp={sandbox.whatsapp} chosen={chosen} choose={choose} />}
    </section>
  )
}

/** Those who have said nothing yet come first: they have just been made. */
const latest = (customer: Customer) => customer.messages.at(-1)?.date ?? '9'

interface RowProps {
  customer: Customer
  chosen: boolean
  fresh: number
  choose(): void
}

function Row({ customer, chosen, fresh, choose }: RowProps) {
  const speech = useSpeech()
  const last = customer.messages.at(-1)
  return (
    <button
      type="button"
      onClick={choose}
      aria-current={chosen}
      className={`flex w-full items-center gap-3 rounded-2xl p-2.5 text-start ${chosen ? 'bg-accent/15' : 'hover:bg-desk/60'}`}
    >
      <Avatar customer={customer} marked />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline justify-between gap-2">
          <bdi className="truncate font-semibold">{customer.name}</bdi>
          {last && <span className="shrink-0 text-xs text-quiet">{shortDate(speech, new Date(last.date))}</span>}
        </span>
        <span className="flex items-center justify-between gap-2">
          <span dir="auto" className="block min-w-0 flex-1 truncate text-start text-sm text-quiet">
            {last ? preview(speech, last) : speech.t.nothingYet[customer.messenger]}
          </span>
          {fresh > 0 && (
            <span className="min-w-5 rounded-full bg-accent px-1.5 text-center text-xs leading-5 text-on-accent">
              {number(speech.language, fresh)}
              <span className="sr-only"> {speech.t.unread}</span>
            </span>
          )}
        </span>
      </span>
    </button>
  )
}

function shortDate(speech: Speech, date: Date): string {
  const name = day(speech, date)
  return name === speech.t.today ? time(speech.language, date) : name.split(' ')[0] || name
}
