import type { MessageView } from '../../api/schemas/messages.ts'
import { Button } from '../parts/button.tsx'
import { useMe } from '../session/session.tsx'
import { useWords } from '../words/use-words.tsx'
import { sayReason } from './say-reason.ts'
import { useDesk } from './use-desk.ts'

/** Where a send failed or may not have gone: what is known, and the two ways on. */
export const SendTrouble = ({ message }: { message: MessageView }) => {
  const { t } = useWords()
  const { retry, dismiss, busy } = useDesk(message.threadId)
  const mayAct = useMe().role !== 'ops'
  const send = message.send
  if (send?.state !== 'failed' && send?.state !== 'unknown') return null
  const unknown = send.state === 'unknown'
  return (
    <div
      className={`mt-1 flex flex-wrap items-center justify-between gap-x-3 gap-y-1 rounded-lg px-2.5 py-1 text-xs ${
        unknown ? 'bg-wait-soft text-wait' : 'bg-danger-soft text-danger'
      }`}
    >
      <p>
        <strong>{t(`send.${send.state}`)}.</strong> {unknown ? t('send.unknownHint') : sayReason(send.error, t)}
      </p>
      <span className={mayAct ? 'flex gap-1' : 'hidden'}>
        <Button small isDisabled={busy !== null} onPress={() => void retry(message.id)}>
          {t('send.again')}
        </Button>
        <Button small look="quiet" isDisabled={busy !== null} onPress={() => void dismiss(message.id)}>
          {t('send.leave')}
        </Button>
      </span>
    </div>
  )
}
