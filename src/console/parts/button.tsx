import { Button as AriaButton, type ButtonProps } from 'react-aria-components'

const looks = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong font-semibold',
  quiet: 'text-soft hover:bg-hover hover:text-ink',
  outline: 'border border-line bg-raised text-ink hover:bg-hover',
  danger: 'bg-danger text-white dark:text-black font-semibold',
  note: 'bg-note text-note-soft font-semibold',
} as const

export interface Props extends Omit<ButtonProps, 'className'> {
  look?: keyof typeof looks
  small?: boolean
  className?: string
}

export const Button = ({ look = 'outline', small, className = '', ...rest }: Props) => (
  <AriaButton
    {...rest}
    className={`inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-lg transition-colors disabled:cursor-default disabled:opacity-45 ${
      small ? 'h-8 px-2.5 text-sm' : 'h-9 px-3.5 text-sm'
    } ${looks[look]} ${className}`}
  />
)
