import { X } from 'lucide-react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { IconButton } from '../parts/icon-button.tsx'
import { useWords } from '../words/use-words.tsx'

const keys = [
  ['next', ['J']],
  ['previous', ['K']],
  ['take', ['T']],
  ['reply', ['R']],
  ['note', ['N']],
  ['close', ['E']],
  ['send', ['Ctrl', 'Enter']],
  ['leave', ['Esc']],
  ['help', ['?']],
] as const

export const KeysHelp = ({ close }: { close: () => void }) => {
  const { t } = useWords()
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={open => !open && close()}
      className="fixed inset-0 z-40 flex items-center justify-center bg-black/40 p-4"
    >
      <Modal className="w-full max-w-sm rounded-2xl border border-line bg-raised p-5 shadow-pop">
        <Dialog className="outline-none">
          <div className="flex items-center justify-between">
            <Heading slot="title" className="font-bold text-lg">
              {t('keys.title')}
            </Heading>
            <IconButton icon={X} label={t('common.close')} onPress={close} />
          </div>
          <p className="mt-1 text-faint text-sm">{t('keys.hint')}</p>
          <dl className="mt-4 flex flex-col gap-2.5">
            {keys.map(([name, press]) => (
              <div key={name} className="flex items-center justify-between gap-4 text-sm">
                <dt>{t(`keys.${name}`)}</dt>
                <dd dir="ltr" className="flex gap-1">
                  {press.map(key => (
                    <kbd
                      key={key}
                      className="min-w-7 rounded-md border border-strong-line border-b-2 px-1.5 py-0.5 text-center font-sans text-xs"
                    >
                      {key}
                    </kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
