import { SendHorizontal } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useSpeech } from './language.ts'
import type { Customer } from './model.ts'
import { type ShopPhone, withShopPhone } from './whatsapp-side.ts'

interface ByHandProps {
  phone: ShopPhone
  customers: Customer[]
  attempt(work: Promise<unknown>): Promise<boolean>
}

/** The owner takes the phone and writes, past the console. */
export function ByHand({ phone, customers, attempt }: ByHandProps) {
  const { t } = useSpeech()
  const [text, setText] = useState('')
  const [to, setTo] = useState('')
  const known = customers.some(({ id }) => id === to)
  async function send(event: FormEvent) {
    event.preventDefault()
    const receiver = known ? to : customers[0]?.id
    if (!text.trim() || receiver === undefined) return
    if (await attempt(withShopPhone(phone.number, 'send', { to: receiver, text }))) setText('')
  }
  const field = 'w-full min-w-0 rounded-xl border border-line bg-paper px-3 py-2'
  return (
    <form onSubmit={send} className="grid gap-2">
      <label className="grid gap-1 text-xs text-quiet">
        {t.byHand}
        <select
          value={known ? to : customers[0]?.id}
          onChange={event => setTo(event.target.value)}
          className={`${field} text-sm text-ink`}
        >
          {customers.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <div className="flex items-center gap-1.5">
        <input
          value={text}
          onChange={event => setText(event.target.value)}
          dir="auto"
          aria-label={t.byHandText}
          placeholder={t.byHandText}
          className={field}
        />
        <button
          type="submit"
          aria-label={t.byHandSend}
          title={t.byHandSend}
          className="grid size-10 shrink-0 place-items-center rounded-full bg-accent text-on-accent"
        >
          <SendHorizontal size={18} className="rtl:rotate-180" aria-hidden="true" />
        </button>
      </div>
    </form>
  )
}
