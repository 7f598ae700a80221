import { Languages } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Chat } from './chat.tsx'
import { SpeechContext, useLanguage, useSpeech } from './language.ts'
import { People } from './people.tsx'
import { SHOP } from './shop-link.tsx'
import { ShopPhone } from './shop-phone.tsx'
import { useSandbox } from './use-sandbox.ts'

export function Page() {
  const speech = useLanguage()
  const [sandbox, tell] = useSandbox()
  const [chosen, choose] = useState<string | null>(null)
  const customer = sandbox.people.find(({ key }) => key === chosen) ?? null
  const shop = chosen === SHOP
  const last = customer?.messages.at(-1)?.id
  const back = () => choose(null)
  useEffect(() => {
    if (chosen !== null && last !== undefined) tell({ kind: 'seen', person: chosen })
  }, [chosen, last, tell])

  return (
    <SpeechContext value={speech}>
      <div className="flex h-dvh flex-col">
        <Ribbon connected={sandbox.connected} />
        <div className="flex min-h-0 flex-1 md:gap-8 md:p-6 lg:px-10">
          <aside className={`${customer || shop ? 'max-md:hidden' : ''} w-full min-h-0 md:w-80 md:shrink-0`}>
            <People sandbox={sandbox} chosen={chosen} choose={choose} />
          </aside>
          <main className={`${customer || shop ? '' : 'max-md:hidden'} flex min-h-0 w-full min-w-0 justify-center`}>
            <div
              data-messenger={shop ? 'whatsapp' : customer?.messenger}
              className="flex h-full w-full flex-col overflow-hidden bg-paper md:max-h-[52rem] md:max-w-[26.5rem] md:self-center md:rounded-[2.25rem] md:border-[7px] md:border-ink/85 md:shadow-2xl"
            >
              {customer ? (
                <Chat key={customer.key} customer={customer} sandbox={sandbox} back={back} />
              ) : shop ? (
                <ShopPhone sandbox={sandbox} back={back} />
              ) : (
                <Nobody />
              )}
            </div>
          </main>
        </div>
      </div>
    </SpeechContext>
  )
}

function Ribbon({ connected }: { connected: boolean }) {
  const { t, turn } = useSpeech()
  return (
    <header className="flex items-center justify-between gap-3 bg-ink px-4 py-1.5 text-[13px] text-paper">
      <p aria-live="polite">
        {connected ? (
          <>
            <strong className="font-semibold">{t.sandbox}</strong>
            <span className="hidden opacity-75 sm:inline"> {t.sandboxMore}</span>
          </>
        ) : (
          t.connecting
        )}
      </p>
      <button
        type="button"
        onClick={turn}
        className="flex items-center gap-1.5 rounded-full px-2 py-0.5 hover:bg-paper/15"
      >
        <Languages size={15} aria-hidden="true" />
        {t.otherLanguage}
      </button>
    </header>
  )
}

function Nobody() {
  const { t } = useSpeech()
  return (
    <div className="wallpaper grid h-full place-items-center p-10 text-center">
      <p className="rounded-2xl bg-paper/90 px-5 py-3 text-quiet">{t.pick}</p>
    </div>
  )
}
