import { lazy, Suspense } from 'react'
import type { PairingView } from '../../api/schemas/channels.ts'
import { Button } from '../parts/button.tsx'
import { useWords } from '../words/use-words.tsx'
import { isOld } from './age.ts'
import { Steps } from './steps.tsx'
import { useAge } from './use-age.ts'
import { Waiting } from './waiting.tsx'

const Qr = lazy(() => import('./qr.tsx'))

type Shown = NonNullable<PairingView['offer']>

export const QrOffer = ({ offer, toForm }: { offer: Shown | null; toForm: () => void }) => {
  const { t } = useWords()
  return (
    <div className="flex flex-wrap gap-x-6 gap-y-4">
      <div className="aspect-square w-full max-w-[288px] shrink-0 overflow-hidden rounded-xl border border-strong-line bg-white">
        {offer && (
          <Suspense>
            <Picture key={offer.text} offer={offer} />
          </Suspense>
        )}
      </div>
      <div className="flex min-w-56 flex-1 flex-col gap-3">
        <Steps steps={[t('pair.open'), t('pair.devices'), t('pair.scan')]} />
        {offer ? <Age key={offer.text} offer={offer} /> : <Waiting>{t('pair.pictureComing')}</Waiting>}
        <Button small onPress={toForm} className="h-auto! min-h-8 self-start whitespace-normal! py-1 text-start">
          {t('pair.noCamera')}
        </Button>
      </div>
    </div>
  )
}

/** An old one grows pale: it may still do, and a new one is near. */
const Picture = ({ offer }: { offer: Shown }) => {
  const { t } = useWords()
  const old = isOld(offer, useAge(offer))
  return (
    <div className={`size-full transition-opacity duration-700 ${old ? 'opacity-30' : ''}`}>
      <Qr text={offer.text} label={t('pair.picture')} />
    </div>
  )
}

const Age = ({ offer }: { offer: Shown }) => {
  const { t } = useWords()
  const age = useAge(offer)
  if (isOld(offer, age)) return <Waiting>{t('pair.old')}</Waiting>
  return <p className="text-faint text-xs">{t('pair.age', { count: Math.floor(age / 1000) })}</p>
}
