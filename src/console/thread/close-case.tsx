import type { LucideIcon } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { Button } from '../parts/button.tsx'
import { useWords } from '../words/use-words.tsx'
import type { OutcomeAction, useDesk } from './use-desk.ts'

const outcomes = [
  'refund',
  'replacement',
  'voucher',
  'apology',
  'explanation',
  'nothing',
] as const satisfies readonly OutcomeAction[]

interface Props {
  desk: ReturnType<typeof useDesk>
  open: boolean
  setOpen: (open: boolean) => void
  icon: LucideIcon
  acted: () => void
}

/** Two steps: how it ended, then done. Beside the key, not over the thread. */
export const CloseCase = ({ desk, open, setOpen, icon: Icon, acted }: Props) => {
  const { t } = useWords()
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <Button small aria-label={t('desk.close')} aria-keyshortcuts="E">
        <Icon aria-hidden size={16} />
        <span className="max-lg:hidden">{t('desk.close')}</span>
      </Button>
      <Popover
        placement="bottom end"
        className="w-80 max-w-[92vw] rounded-2xl border border-line bg-raised p-4 shadow-pop outline-none"
      >
        <Dialog aria-label={t('desk.closeTitle')} className="outline-none">
          <CloseForm desk={desk} done={() => setOpen(false)} acted={acted} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

const CloseForm = ({ desk, done, acted }: { desk: Props['desk']; done: () => void; acted: () => void }) => {
  const { t } = useWords()
  const [action, setAction] = useState<OutcomeAction | null>(null)
  const [note, setNote] = useState('')
  useEffect(() => acted, [acted])
  const close = async () => {
    if (action && (await desk.close(action, note.trim()))) done()
  }
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={event => {
        event.preventDefault()
        void close()
      }}
    >
      <h2 className="font-bold">{t('desk.closeTitle')}</h2>
      <fieldset aria-label={t('card.outcome')} className="grid grid-cols-2 gap-1.5">
        {outcomes.map(name => (
          <button
            key={name}
            type="button"
            aria-pressed={action === name}
            onClick={() => setAction(name)}
            className={`rounded-lg border px-2 py-2 text-sm transition-colors ${
              action === name ? 'border-accent bg-accent-soft font-semibold text-accent' : 'border-line hover:bg-hover'
            }`}
          >
            {t(`outcome.${name}`)}
          </button>
        ))}
      </fieldset>
      {action && (
        <>
          <textarea
            dir="auto"
            rows={2}
            maxLength={2000}
            value={note}
            aria-label={t('desk.closeNote')}
            placeholder={t('desk.closeNote')}
            onChange={event => setNote(event.target.value)}
            className="resize-none rounded-lg border border-strong-line bg-surface px-2.5 py-1.5 text-sm placeholder:text-faint"
          />
          <Button look="primary" type="submit" isPending={desk.busy === 'close'}>
            {t('desk.closeConfirm', { outcome: t(`outcome.${action}`) })}
          </Button>
        </>
      )}
      <p className="text-faint text-xs">{t('desk.closeHint')}</p>
    </form>
  )
}
