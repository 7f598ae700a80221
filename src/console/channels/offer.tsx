import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ChannelView } from '../../api/schemas/channels.ts'
import { sayError } from '../net/error-words.ts'
import { pairingOf } from '../net/queries.ts'
import { useSayError } from '../parts/toast.tsx'
import { useWords } from '../words/use-words.tsx'
import { CodeOffer } from './code-offer.tsx'
import { PhoneForm } from './phone-form.tsx'
import { QrOffer } from './qr-offer.tsx'
import { useDeeds } from './use-deeds.ts'

/** What is to be scanned or typed now, and the way from the one to the other. */
export const Offer = ({ line }: { line: ChannelView }) => {
  const { t } = useWords()
  const say = useSayError()
  const { data, error } = useQuery(pairingOf(line.id, line.offer))
  const { begin, busy } = useDeeds()
  /** What this person asked for; until they ask, what is offered is shown. */
  const [wanted, setWanted] = useState<'qr' | 'form' | 'code' | null>(null)
  const offer = data?.offer ?? null
  const show = wanted ?? offer?.kind ?? 'qr'
  const toPicture = async () => {
    try {
      await begin(line.id, null)
      setWanted('qr')
    } catch (failure) {
      say(failure)
    }
  }
  if (error && !data) return <p role="alert">{sayError(error, t)}</p>
  if (show === 'form')
    return (
      <PhoneForm begin={phone => begin(line.id, phone)} done={() => setWanted('code')} back={() => setWanted('qr')} />
    )
  if (show === 'code')
    return <CodeOffer offer={offer?.kind === 'code' ? offer : null} busy={busy} toPicture={() => void toPicture()} />
  return <QrOffer offer={offer?.kind === 'qr' ? offer : null} toForm={() => setWanted('form')} />
}
