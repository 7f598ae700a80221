import type { LucideIcon } from 'lucide-react'
import { Button as AriaButton, type ButtonProps, Tooltip, TooltipTrigger } from 'react-aria-components'

interface Props extends Omit<ButtonProps, 'className' | 'children'> {
  icon: LucideIcon
  label: string
  /** The key that does the same. */
  hotkey?: string
  /** For arrows: they point the other way in a right-to-left page. */
  turns?: boolean
  className?: string
}

export const IconButton = ({ icon: Icon, label, hotkey, turns, className = '', ...rest }: Props) => (
  <TooltipTrigger delay={500}>
    <AriaButton
      {...rest}
      aria-label={label}
      className={`inline-flex size-9 shrink-0 items-center justify-center rounded-lg text-soft transition-colors hover:bg-hover hover:text-ink disabled:opacity-40 ${className}`}
    >
      <Icon aria-hidden size={18} strokeWidth={1.9} className={turns ? 'rtl:-scale-x-100' : ''} />
    </AriaButton>
    <Tooltip offset={6} className="z-50 rounded-md bg-ink px-2 py-1 text-canvas text-xs shadow-pop" placement="bottom">
      {label}
      {hotkey && <kbd className="ms-2 rounded border border-current/40 px-1 font-sans text-2xs">{hotkey}</kbd>}
    </Tooltip>
  </TooltipTrigger>
)
