import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Dialog, DialogTrigger, Popover } from 'react-aria-components'
import type { ChannelView } from '../../api/schemas/channels.ts'
import { Button } from '../parts/button.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { useSayError, useToast } from '../parts/toast.tsx'
import { useWords } from '../words/use-words.tsx'
import { useDeeds } from './use-deeds.ts'

/** Two steps, beside the key: there is no way back. */
export const RemoveKey = ({ line }: { line: ChannelView }) => {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const toast = useToast()
  const sayError = useSayError()
  const { remove, busy } = useDeeds()
  const name = `⁨${line.name}⁩`
  const take = async () => {
    try {
      await remove(line.id)
      toast(t('channels.removed', { name }))
    } catch (error) {
      sayError(error)
    }
  }
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <IconButton icon={Trash2} label={t('channels.removeNamed', { name })} />
      <Popover
        placement="bottom end"
        className="w-80 max-w-[92vw] rounded-2xl border border-line bg-raised p-4 shadow-pop outline-none"
      >
        <Dialog aria-label={t('channels.removeTitle')} className="flex flex-col gap-3 outline-none">
          <h2 className="font-bold">{t('channels.removeTitle')}</h2>
          <p className="text-sm text-soft">{t('channels.removeHint')}</p>
          <div className="flex flex-wrap justify-end gap-2">
            <Button small autoFocus onPress={() => setOpen(false)}>
              {t('channels.removeNo')}
            </Button>
            <Button small look="danger" isPending={busy} onPress={() => void take()}>
              {t('channels.removeYes')}
            </Button>
          </div>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
