import { useSpeech } from './language.ts'
import type { Messenger } from './model.ts'

const SHAPES: Record<Messenger, string> = {
  telegram:
    'M14.2 2.1 1.7 7c-.7.3-.7 1 0 1.2l3.1 1 1.2 3.7c.2.6.7.7 1.1.3l1.8-1.6 3.2 2.4c.6.4 1.1.2 1.3-.6L15.5 3c.2-.8-.5-1.2-1.3-.9ZM6 8.9l6.3-4.2-4.9 5-.3 2.2Z',
  whatsapp:
    'M8 1.3a6.6 6.6 0 0 0-5.7 9.9l-1 3.5 3.6-.9A6.6 6.6 0 1 0 8 1.3Zm-2.4 3.5c.3 0 .5 0 .6.4l.6 1.4c.1.2 0 .4-.1.5l-.5.6c.6 1.1 1.4 1.8 2.6 2.3l.6-.8c.2-.2.3-.2.5-.1l1.4.7c.2.1.3.2.3.4-.1 1-.9 1.7-2 1.7-2.7-.4-5.2-2.7-5.5-5.3 0-.9.6-1.7 1.5-1.8Z',
}
const COLOURS: Record<Messenger, string> = { telegram: 'text-telegram', whatsapp: 'text-whatsapp' }

/** A small sign of the messenger, with its name for those who do not see it. */
export function ChannelMark({ messenger, size = 14 }: { messenger: Messenger; size?: number }) {
  const { t } = useSpeech()
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="currentColor"
      role="img"
      aria-label={t.messengers[messenger]}
      className={`shrink-0 ${COLOURS[messenger]}`}
    >
      <path d={SHAPES[messenger]} />
    </svg>
  )
}
