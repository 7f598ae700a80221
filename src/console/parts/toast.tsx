import { X } from 'lucide-react'
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react'
import { sayError } from '../net/error-words.ts'
import { useWords } from '../words/use-words.tsx'
import { IconButton } from './icon-button.tsx'

interface Toast {
  id: number
  words: string
}
const Context = createContext<(words: string) => void>(() => undefined)

export const useToast = () => useContext(Context)

/** Says in a sentence what went wrong. */
export const useSayError = () => {
  const toast = useToast()
  const { t } = useWords()
  return (error: unknown) => toast(sayError(error, t))
}

export const ToastProvider = ({ children }: { children: ReactNode }) => {
  const { t } = useWords()
  const [toasts, setToasts] = useState<Toast[]>([])
  const last = useRef(0)
  const drop = (id: number) => setToasts(list => list.filter(toast => toast.id !== id))
  const say = useCallback((words: string) => {
    const id = ++last.current
    setToasts(list => [...list.filter(toast => toast.words !== words).slice(-2), { id, words }])
    setTimeout(() => setToasts(list => list.filter(toast => toast.id !== id)), 7_000)
  }, [])
  return (
    <Context value={say}>
      {children}
      <div
        role="status"
        className="pointer-events-none fixed inset-x-0 top-3 z-50 flex flex-col items-center gap-2 px-4"
      >
        {toasts.map(toast => (
          <div
            key={toast.id}
            className="pointer-events-auto flex max-w-md items-center gap-2 rounded-xl border border-line bg-raised py-1.5 ps-4 pe-1.5 text-sm shadow-pop"
          >
            <span dir="auto">{toast.words}</span>
            <IconButton icon={X} label={t('common.close')} onPress={() => drop(toast.id)} className="size-7" />
          </div>
        ))}
      </div>
    </Context>
  )
}
