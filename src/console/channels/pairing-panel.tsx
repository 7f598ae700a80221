import { CircleCheck, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { ChannelView } from '../../api/schemas/channels.ts'
import { IconButton } from '../parts/icon-button.tsx'
import { neverLinked } from '../shell/line-trouble.ts'
import { useFormat } from '../shell/use-format.ts'
import { useWords } from '../words/use-words.tsx'
import { Offer } from './offer.tsx'
import { sayState } from './say-line.ts'
import { Waiting } from './waiting.tsx'

interface Props {
  line: ChannelView
  close: () => void
}

/** How long it stays once all is done: to be read, and then out of the way. */
const staysMs = 5_000

/** From "scan this" to "linked". Closes by itself at the end. */
export const PairingPanel = ({ line, close }: Props) => {
  const { t } = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  const title = `pairing-${line.id}`
  useCloseOnline(line.state === 'online', close)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    heading.current?.closest('section')?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <section aria-labelledby={title} className="flex scroll-m-3 flex-col gap-3 rounded-xl bg-sunken p-3 sm:p-4">
      <header className="flex items-center gap-2">
        <h2 ref={heading} id={title} tabIndex={-1} className="min-w-0 flex-1 font-bold outline-none">
          {t('pair.title', { name: `⁨${line.name}⁩` })}
        </h2>
        <IconButton icon={X} label={t('common.close')} onPress={close} className="-my-1" />
      </header>
      {line.state === 'pairing' ? (
        <Offer line={line} />
      ) : (
        <div role="status">
          <Progress line={line} />
        </div>
      )}
    </section>
  )
}

const useCloseOnline = (online: boolean, close: () => void) => {
  const latest = useRef(close)
  latest.current = close
  useEffect(() => {
    if (!online) return
    const timer = setTimeout(() => latest.current(), staysMs)
    return () => clearTimeout(timer)
  }, [online])
}

const Progress = ({ line }: { line: ChannelView }) => {
  const { t } = useWords()
  const format = useFormat()
  if (line.state === 'online')
    return (
      <p className="flex items-center gap-2 font-semibold text-ok">
        <CircleCheck aria-hidden size={18} className="shrink-0" />
        {t('pair.online', { name: `⁨${line.address ?? line.name}⁩` })}
      </p>
    )
  if (neverLinked(line)) return <p className="text-danger">{t('pair.late')}</p>
  if (line.state === 'broken' || line.state === 'closed')
    return <p className="text-danger">{t('pair.ended', { state: sayState(line, t, format) })}</p>
  return (
    <div className="flex flex-col gap-2">
      <Waiting>{t(line.state === 'syncing' ? 'pair.syncing' : 'pair.preparing')}</Waiting>
      {line.percent !== null && (
        <progress
          aria-label={sayState(line, t, format)}
          max={100}
          value={line.percent}
          className="h-1.5 w-full appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
        />
      )}
    </div>
  )
}
