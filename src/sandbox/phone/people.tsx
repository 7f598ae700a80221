import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { Avatar, fullName } from './avatar.tsx'
import { day, number, type Speech, time, useSpeech } from './language.ts'
import { NewCustomer } from './new-customer.tsx'
import { preview } from './preview.ts'
import type { Customer } from './sandbox-api.ts'
import { type Event, type Sandbox, unread } from './use-sandbox.ts'

interface PeopleProps {
  sandbox: Sandbox
  chosen: number | null
  choose(id: number): void
  tell(event: Event): void
}

export function People({ sandbox, chosen, choose, tell }: PeopleProps) {
  const { t } = useSpeech()
  const [making, setMaking] = useState(false)
  const people = sandbox.people.toSorted((a, b) => latest(b).localeCompare(latest(a)))
  const made = (customer: Customer) => {
    tell({ kind: 'added', customer })
    choose(customer.id)
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
      {making && <NewCustomer made={made} cancel={() => setMaking(false)} />}
      {people.length === 0 && sandbox.loaded && !making && <p className="px-4 py-6 text-sm text-quiet">{t.nobody}</p>}
      <ul className="min-h-0 flex-1 overflow-y-auto px-2 pb-3">
        {people.map(customer => (
          <li key={customer.id}>
            <Row
              customer={customer}
              chosen={customer.id === chosen}
              fresh={unread(sandbox, customer)}
              choose={() => choose(customer.id)}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Those who have said nothing yet come first: they have just been made. */
const latest = (customer: Customer) => customer.messages.at(-1)?.date ?? '9'

function Row({
  customer,
  chosen,
  fresh,
  choose,
}: {
  customer: Customer
  chosen: boolean
  fresh: number
  choose(): void
}) {
  const speech = useSpeech()
  const last = customer.messages.at(-1)
  return (
    <button
      type="button"
      onClick={choose}
      aria-current={chosen}
      className={`flex w-full items-center gap-3 rounded-2xl p-2.5 text-start ${chosen ? 'bg-accent/15' : 'hover:bg-desk/60'}`}
    >
      <Avatar customer={customer} />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline justify-between gap-2">
          <bdi className="truncate font-semibold">{fullName(customer)}</bdi>
          {last && <span className="shrink-0 text-xs text-quiet">{shortDate(speech, new Date(last.date))}</span>}
        </span>
        <span className="flex items-center justify-between gap-2">
          <span dir="auto" className="block min-w-0 flex-1 truncate text-start text-sm text-quiet">
            {last ? preview(speech, last) : speech.t.start}
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
