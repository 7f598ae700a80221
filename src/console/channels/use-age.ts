import { useState } from 'react'
import type { PairingView } from '../../api/schemas/channels.ts'
import { useNow } from '../shell/use-format.ts'
import { ageOf } from './age.ts'

type Offer = NonNullable<PairingView['offer']>

/** The offer's age, anew each second. Give the component that asks the offer's text as its key. */
export const useAge = (offer: Offer): number => {
  const [seenAt] = useState(() => Date.now())
  return ageOf(offer, seenAt, useNow(1_000).getTime())
}
