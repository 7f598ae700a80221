import { X } from 'lucide-react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import type { ThreadDetail } from '../../api/schemas/threads.ts'
import { IconButton } from '../parts/icon-button.tsx'
import { useWords } from '../words/use-words.tsx'
import { SidePanel } from './side-panel.tsx'

/** The card on a narrow screen: over the thread, from its end. */
export const SideSheet = ({ open, close, thread }: { open: boolean; close: () => void; thread: ThreadDetail }) => {
  const { t } = useWords()
  return (
    <ModalOverlay
      isOpen={open}
      isDismissable
      onOpenChange={is => !is && close()}
      className="fixed inset-0 z-30 flex justify-end bg-black/40"
    >
      <Modal className="h-full w-[340px] max-w-[88vw] overflow-y-auto border-line border-s bg-surface">
        <Dialog aria-label={t('card.title')} className="outline-none">
          <div className="flex justify-end p-2 pb-0">
            <IconButton icon={X} label={t('common.close')} onPress={close} />
          </div>
          <SidePanel thread={thread} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
