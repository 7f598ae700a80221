import type { Incoming } from '../channels/channel.ts'
import { hearEdit, hearMessage, hearPress, hearReachable, hearStart } from './hear.ts'
import { hearDeletion, hearElsewhere, hearGap, hearReaction } from './hear-beside.ts'
import type { Hearing } from './hearing.ts'

export function dispatch(hearing: Hearing, event: Incoming): Promise<void> {
  switch (event.kind) {
    case 'message':
      return hearMessage(hearing, event)
    case 'edited':
      return hearEdit(hearing, event)
    case 'pressed':
      return hearPress(hearing, event)
    case 'started':
      return hearStart(hearing, event)
    case 'reachable':
      return hearReachable(hearing, event)
    case 'said_elsewhere':
      return hearElsewhere(hearing, event)
    case 'deleted':
      return hearDeletion(hearing, event)
    case 'reacted':
      return hearReaction(hearing, event)
    case 'gap':
      return hearGap(hearing, event)
  }
}
