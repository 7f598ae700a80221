import type { LucideIcon } from 'lucide-react'
import { Button as AriaButton, type ButtonProps } from 'react-aria-components'

interface Props extends Omit<ButtonProps, 'className' | 'children'> {
  icon: LucideIcon
  label: string
  /** The key that does the same. */
  hotkey?: string
  /** For arrows: they point the other way in a right-to-left page. */
  turns?: boolean
  className?: string
}

/** The name stands in the browser's own tooltip: one of the library's stays open under a dialog and takes its Escape. */
export const IconButton = ({ icon: Icon, label, hotkey, turns, className = '', ...rest }: Props) => (
  <AriaButton
    {...rest}
    aria-label={label}
    className={`inline-flex size-9 shrink-0 items-center justify-center rounded-lg text-soft transition-colors hover:bg-hover hover:text-ink disabled:opacity-40 ${className}`}
  >
    <span title={hotkey ? `${label} (${hotkey})` : label} className="inline-flex size-full items-center justify-center">
      <Icon aria-hidden size={18} strokeWidth={1.9} className={turns ? 'rtl:-scale-x-100' : ''} />
    </span>
  </AriaButton>
)
