import type { ReactNode } from 'react'
import { Logo } from '../parts/logo.tsx'
import { usePreferences } from '../shell/preferences.tsx'
import { useWords } from '../words/use-words.tsx'

/** The pages before the desk: one card on a calm ground, with the way to the other language. */
export const EntryPage = ({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) => {
  const { t } = useWords()
  const { language, change } = usePreferences()
  const other = language === 'fa' ? 'en' : 'fa'
  return (
    <main className="flex min-h-full flex-col items-center justify-center gap-6 p-5">
      <div className="w-full max-w-sm rounded-2xl border border-line bg-surface p-7 shadow-pop">
        <Logo size={44} />
        <h1 className="mt-5 font-bold text-xl leading-8">{title}</h1>
        {hint && <p className="mt-1 text-sm text-soft">{hint}</p>}
        <div className="mt-6 flex flex-col gap-4">{children}</div>
      </div>
      <button
        type="button"
        lang={other}
        onClick={() => change({ language: other })}
        className="rounded-lg px-3 py-1.5 text-sm text-soft hover:bg-hover"
      >
        {t(`lang.${other}`)}
      </button>
    </main>
  )
}
