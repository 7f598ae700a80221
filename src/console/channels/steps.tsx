import { useFormat } from '../shell/use-format.ts'
import { useWords } from '../words/use-words.tsx'

export const Steps = ({ steps }: { steps: string[] }) => {
  const { t } = useWords()
  const { number } = useFormat()
  return (
    <ol aria-label={t('pair.steps')} className="flex flex-col gap-2 text-sm">
      {steps.map((step, index) => (
        <li key={step} className="flex gap-2.5">
          <span
            aria-hidden
            className="flex size-6 shrink-0 items-center justify-center rounded-full bg-accent-soft font-semibold text-accent text-xs"
          >
            {number(index + 1)}
          </span>
          <span className="pt-px">{step}</span>
        </li>
      ))}
    </ol>
  )
}
