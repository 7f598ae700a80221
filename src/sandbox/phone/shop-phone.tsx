import { LogOut, ScanQrCode, Smartphone } from 'lucide-react'
import { useState } from 'react'
import { ByHand } from './by-hand.tsx'
import { Head } from './chat-head.tsx'
import { useSpeech } from './language.ts'
import type { Customer } from './model.ts'
import type { Sandbox } from './use-sandbox.ts'
import { type ShopPhone as Phone, scan, withShopPhone } from './whatsapp-side.ts'

/** The shop's own phone: what is linked with it, and what its owner does by hand. */
export function ShopPhone({ sandbox, back }: { sandbox: Sandbox; back(): void }) {
  const { t } = useSpeech()
  const [problem, setProblem] = useState('')
  const { phones } = sandbox.whatsapp
  const attempt = (work: Promise<unknown>) => {
    setProblem('')
    return work.then(
      () => true,
      (error: Error) => {
        setProblem(t.failed + error.message)
        return false
      },
    )
  }
  return (
    <>
      <Head back={back}>
        <Smartphone size={22} aria-hidden="true" />
        <div className="min-w-0 flex-1 leading-tight">
          <h2 className="font-semibold">{t.shopPhone}</h2>
          <p className="text-xs opacity-80">{t.shopPhoneHint}</p>
        </div>
      </Head>
      <div className="wallpaper grid min-h-0 flex-1 content-start gap-3 overflow-y-auto p-3">
        <Scan whatsapp={sandbox.whatsapp} attempt={attempt} />
        {problem && (
          <p role="alert" className="rounded-2xl bg-paper px-4 py-2.5 text-sm text-danger">
            {problem}
          </p>
        )}
        {phones.map(phone => (
          <Account
            key={phone.number}
            phone={phone}
            customers={sandbox.people.filter(({ shop }) => shop === phone.number)}
            attempt={attempt}
          />
        ))}
      </div>
    </>
  )
}

/** Says what went wrong; gives false then. */
type Attempt = (work: Promise<unknown>) => Promise<boolean>
const CARD = 'grid gap-2.5 rounded-2xl bg-paper p-4 text-sm shadow-xs'

function Scan({ whatsapp: { phones, waiting }, attempt }: { whatsapp: Sandbox['whatsapp']; attempt: Attempt }) {
  const { t } = useSpeech()
  const [became, setBecame] = useState('')
  const [first] = waiting
  const unlinked = phones.filter(({ devices }) => devices.length === 0)
  const scanWith = (number: string | null) => () => attempt(scan(number).then(setBecame))
  return (
    <section className={CARD}>
      <h3 className="flex items-center gap-2 font-semibold">
        <ScanQrCode size={18} className="text-accent" aria-hidden="true" />
        {t.scanTitle}
      </h3>
      <p className="leading-relaxed text-quiet">{first ? t.codeWaits : t.scanHint}</p>
      {first && first.number !== null && (
        <Choice label={t.typeCode} number={first.number} act={scanWith(null)} strong />
      )}
      {first && first.number === null && (
        <>
          <Choice label={t.scanNew} act={scanWith(null)} strong />
          {unlinked.map(({ number }) => (
            <Choice key={number} label={t.scanAgain} number={number} act={scanWith(number)} />
          ))}
        </>
      )}
      <p role="status" className={became ? 'font-medium text-accent' : 'sr-only'}>
        {became && (
          <>
            {t.became} <PhoneNumber number={became} />
          </>
        )}
      </p>
    </section>
  )
}

interface ChoiceProps {
  label: string
  number?: string
  act(): unknown
  strong?: boolean
}

const Choice = ({ label, number, act, strong = false }: ChoiceProps) => (
  <button
    type="button"
    onClick={() => void act()}
    className={`rounded-xl px-4 py-2.5 font-medium ${strong ? 'bg-accent text-on-accent' : 'border border-line hover:bg-desk'}`}
  >
    {label} {number && <PhoneNumber number={number} />}
  </button>
)

const PhoneNumber = ({ number }: { number: string }) => (
  <bdi dir="ltr" className="whitespace-nowrap">
    +{number}
  </bdi>
)

function Account({ phone, customers, attempt }: { phone: Phone; customers: Customer[]; attempt: Attempt }) {
  const { t } = useSpeech()
  const linked = phone.devices.length > 0
  const state = phone.online ? t.online : linked ? t.away : t.unlinked
  return (
    <section className={CARD}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h3 className="font-semibold">
          <bdi>{phone.name}</bdi>
        </h3>
        <span className="text-quiet">
          <PhoneNumber number={phone.number} />
        </span>
      </div>
      <p className="flex items-center gap-2">
        <span
          aria-hidden="true"
          className={`size-2.5 shrink-0 rounded-full ${phone.online ? 'bg-whatsapp' : 'border-2 border-quiet'}`}
        />
        {state}
      </p>
      {customers.length > 0 && <ByHand phone={phone} customers={customers} attempt={attempt} />}
      {linked && (
        <button
          type="button"
          onClick={() => void attempt(withShopPhone(phone.number, 'logout'))}
          className="flex w-fit items-center gap-2 rounded-xl px-2 py-1.5 text-danger hover:bg-desk"
        >
          <LogOut size={16} className="rtl:-scale-x-100" aria-hidden="true" />
          {t.logOut}
        </button>
      )}
    </section>
  )
}
