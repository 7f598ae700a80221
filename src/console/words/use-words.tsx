import type { TFunction } from 'i18next'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { useTranslation } from 'react-i18next'

const Context = createContext<{ t: TFunction } | null>(null)

/** The words in the reader's language. A thread shows hundreds of small parts: they share one subscription, not one each. */
export const useWords = () => useContext(Context)!

export const WordsProvider = ({ children }: { children: ReactNode }) => {
  const { t } = useTranslation()
  const words = useMemo(() => ({ t }), [t])
  return <Context value={words}>{children}</Context>
}
