import { Smartphone } from 'lucide-react'
import { useSpeech } from './language.ts'
import type { Sandbox } from './use-sandbox.ts'

/** In place of a customer's key: the shop's own phone. */
export const SHOP = 'shop'

interface ShopLinkProps {
  whatsapp: Sandbox['whatsapp']
  chosen: string | null
  choose(key: string): void
}

/** The way to the shop's own phone; where there is no WhatsApp, how it is had. */
export function ShopLink({ whatsapp, chosen, choose }: ShopLinkProps) {
  const { t } = useSpeech()
  const { absent, phones, waiting } = whatsapp
  if (absent !== null)
    return <p className="border-t border-line px-4 py-3 text-xs leading-relaxed text-quiet">{t.absent[absent]}</p>
  const online = phones.some(phone => phone.online)
  return (
    <div className="border-t border-line p-2">
      <button
        type="button"
        onClick={() => choose(SHOP)}
        aria-current={chosen === SHOP}
        className={`flex w-full items-center gap-3 rounded-2xl p-2.5 text-start ${chosen === SHOP ? 'bg-accent/15' : 'hover:bg-desk/60'}`}
      >
        <span className="grid size-11 shrink-0 place-items-center rounded-full bg-desk text-whatsapp">
          <Smartphone size={21} aria-hidden="true" />
        </span>
        <span className="min-w-0 flex-1 leading-snug">
          <span className="block font-semibold">{t.shopPhone}</span>
          <span className="block truncate text-sm text-quiet">
            {waiting.length > 0 ? t.codeToScan : online ? t.online : t.offline}
          </span>
        </span>
      </button>
    </div>
  )
}
