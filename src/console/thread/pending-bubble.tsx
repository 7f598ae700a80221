import { Files } from '../media/files.tsx'
import { sayError } from '../net/error-words.ts'
import { Button } from '../parts/button.tsx'
import { useWords } from '../words/use-words.tsx'
import { SendSign } from './bubble-foot.tsx'
import type { Pending } from './pending.ts'
import { useSay } from './use-say.ts'

export const PendingBubble = ({ threadId, pending }: { threadId: string; pending: Pending }) => {
  const { t } = useWords()
  const { again, discard } = useSay(threadId)
  const note = pending.kind === 'note'
  const look = note
    ? 'mx-auto w-[92%] border-note-line border-dashed bg-note-soft'
    : 'ms-auto border-transparent bg-accent-soft'
  return (
    <div className="flex flex-col pt-1">
      <div
        className={`max-w-[88%] rounded-2xl border px-3 py-1.5 md:max-w-[76%] ${look} ${pending.error ? '' : 'opacity-75'}`}
      >
        {pending.files.length > 0 && <Files files={pending.files} />}
        <p dir="auto" className="words">
          {pending.text}
        </p>
        <div className="flex justify-end">
          <SendSign state={pending.error ? 'failed' : 'sending'} />
        </div>
      </div>
      {pending.error !== null && (
        <div
          role="alert"
          className="ms-auto mt-1 flex flex-wrap items-center justify-end gap-2 rounded-lg bg-danger-soft px-2.5 py-1 text-danger text-xs"
        >
          {t('send.notSaved')} {sayError(pending.error, t)}
          <Button small onPress={() => void again(pending)}>
            {t('send.again')}
          </Button>
          <Button small look="quiet" onPress={() => discard(pending)}>
            {t('send.discard')}
          </Button>
        </div>
      )}
    </div>
  )
}
