import type { TFunction } from 'i18next'
import type { MessageView } from '../../api/schemas/messages.ts'
import type { Format } from '../shell/format.ts'

type Notice = NonNullable<MessageView['notice']>

const isolated = (name: string) => `⁨${name}⁩`

/** What happened, as a sentence in the reader's language. `at`: the day it stands under. */
export const sayNotice = (notice: Notice, t: TFunction, format: Format, at: Date): string => {
  switch (notice.code) {
    case 'handed_over':
      return t(`notice.handed_over.${notice.reason}`)
    case 'taken':
    case 'handed_back':
    case 'closed':
      return t(`notice.${notice.code}`, { name: isolated(notice.agentName) })
    case 'reopened':
      return notice.by === 'customer'
        ? t('notice.reopenedByCustomer')
        : t('notice.reopenedByAgent', { name: isolated(notice.agentName ?? t('thread.from.agent')) })
    case 'gap':
      return t('notice.gap', {
        from: format.moment(new Date(notice.from), at),
        to: format.moment(new Date(notice.to), at),
      })
    case 'started':
    case 'blocked':
    case 'unblocked':
      return t(`notice.${notice.code}`)
    default:
      return t('notice.other', { code: isolated((notice as { code: string }).code) })
  }
}
