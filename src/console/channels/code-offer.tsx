import type { PairingView } from '../../api/schemas/channels.ts'
import { Button } from '../parts/button.tsx'
import { CopyKey } from '../parts/copy-key.tsx'
import { useWords } from '../words/use-words.tsx'
import { halves, isOld } from './age.ts'
import { Steps } from './steps.tsx'
import { useAge } from './use-age.ts'
import { Waiting } from './waiting.tsx'

type Shown = NonNullable<PairingView['offer']>

interface Props {
  offer: Shown | null
  busy: boolean
  toPicture: () => void
}

export const CodeOffer = ({ offer, busy, toPicture }: Props) => {
  const { t } = useWords()
  return (
    <div className="flex flex-col gap-4">
      <div role="status">
        {offer ? <Code key={offer.text} offer={offer} /> : <Waiting>{t('pair.codeComing')}</Waiting>}
      </div>
      <Steps steps={[t('pair.open'), t('pair.devices'), t('pair.type')]} />
      <Button small isPending={busy} onPress={toPicture} className="self-start">
        {t('pair.toPicture')}
      </Button>
    </div>
  )
}

const Code = ({ offer }: { offer: Shown }) => {
  const { t } = useWords()
  const old = isOld(offer, useAge(offer))
  return (
    <div className="flex flex-wrap items-center gap-2">
      <code
        dir="ltr"
        title={t('pair.code')}
        className={`select-all rounded-xl border border-strong-line bg-raised px-4 py-2 font-bold font-mono text-2xl tracking-[0.14em] sm:text-3xl ${
          old ? 'text-faint' : 'text-ink'
        }`}
      >
        {halves(offer.text)}
      </code>
      <CopyKey text={offer.text} label={t('pair.copyCode')} />
      {old && <Waiting>{t('pair.oldCode')}</Waiting>}
    </div>
  )
}
