import { ArrowLeft, Ban, MoreVertical } from 'lucide-react'
import type { ReactNode } from 'react'
import { Avatar } from './avatar.tsx'
import type { Do } from './doing.ts'
import { useSpeech } from './language.ts'
import { leave } from './menu.ts'
import { abilities, type Customer } from './model.ts'

interface ChatHeadProps {
  customer: Customer
  /** The shop's account, as its customer sees it. */
  shop: string
  typing: boolean
  back(): void
  doing: Do
}

/** The shop, as its customer sees it; whose phone this is stands beside. */
export function ChatHead({ customer, shop, typing, back, doing }: ChatHeadProps) {
  const { t } = useSpeech()
  const { bot } = abilities[customer.messenger]
  return (
    <Head back={back}>
      <span
        aria-hidden="true"
        className="grid size-10 shrink-0 place-items-center rounded-full bg-accent text-lg font-bold text-on-accent"
      >
        ش
      </span>
      <div className="min-w-0 flex-1 leading-tight">
        <p className="truncate font-semibold">
          <bdi>{bot ? `@${shop}` : shop}</bdi>
        </p>
        <p className={`text-xs ${typing ? 'font-medium' : 'opacity-80'}`}>
          {typing ? t.typing : bot ? t.bot : <bdi dir="ltr">+{customer.shop}</bdi>}
        </p>
      </div>
      <span className="flex max-w-32 items-center gap-1.5 rounded-full bg-desk py-1 ps-1 pe-2.5 text-xs text-quiet">
        <Avatar customer={customer} small />
        <bdi className="truncate">{customer.shortName}</bdi>
      </span>
      {bot && !customer.blocked && (
        <details className="relative" onBlur={event => leave(event)}>
          <summary
            aria-label={t.menu}
            className="list-none rounded-full p-2 hover:bg-desk [&::-webkit-details-marker]:hidden"
          >
            <MoreVertical size={19} aria-hidden="true" />
          </summary>
          <div className="absolute end-0 top-full z-20 mt-1 w-52 rounded-2xl border border-line bg-paper p-1.5 shadow-lg">
            <button
              type="button"
              onClick={() => void doing('block')}
              className="flex w-full items-center gap-2.5 rounded-xl px-3 py-2 text-start text-sm text-danger hover:bg-desk"
            >
              <Ban size={16} aria-hidden="true" />
              {t.block}
            </button>
          </div>
        </details>
      )}
    </Head>
  )
}

export function Head({ back, children }: { back(): void; children: ReactNode }) {
  const { t } = useSpeech()
  return (
    <div className="flex items-center gap-2.5 border-b border-line bg-head px-3 py-2 text-on-head">
      <button
        type="button"
        onClick={back}
        aria-label={t.back}
        className="rounded-full p-2 hover:bg-on-head/15 md:hidden"
      >
        <ArrowLeft size={20} className="rtl:rotate-180" aria-hidden="true" />
      </button>
      {children}
    </div>
  )
}
