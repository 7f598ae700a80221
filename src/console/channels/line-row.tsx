import { useRef } from 'react'
import type { ChannelView } from '../../api/schemas/channels.ts'
import { Button } from '../parts/button.tsx'
import { ChannelMark } from '../parts/channel-mark.tsx'
import { useSayError } from '../parts/toast.tsx'
import { neverLinked } from '../shell/line-trouble.ts'
import { useWords } from '../words/use-words.tsx'
import { PairingPanel } from './pairing-panel.tsx'
import { RemoveKey } from './remove-key.tsx'
import { sayHelp, wayBack } from './say-line.ts'
import { StateSign } from './state-sign.tsx'
import { useDeeds } from './use-deeds.ts'

interface Props {
  line: ChannelView
  admin: boolean
  linking: boolean
  setLinking: (open: boolean) => void
}

export const LineRow = ({ line, admin, linking, setLinking }: Props) => {
  const { t } = useWords()
  const row = useRef<HTMLLIElement>(null)
  const help = sayHelp(line, t)
  const close = () => {
    // Who works by keyboard is not thrown back to the top of the page.
    if (row.current?.contains(document.activeElement)) row.current.focus()
    setLinking(false)
  }
  return (
    <li ref={row} tabIndex={-1} className="flex flex-col gap-2 px-4 py-3 outline-none">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Name line={line} />
        {admin && <Keys line={line} linking={linking} setLinking={setLinking} />}
      </div>
      {help && <p className="text-sm text-soft">{help}</p>}
      {line.detail && !neverLinked(line) && <Detail words={line.detail} />}
      {linking && <PairingPanel line={line} close={close} />}
    </li>
  )
}

const Name = ({ line }: { line: ChannelView }) => {
  const { t } = useWords()
  return (
    <div className="flex min-w-56 flex-1 items-center gap-3">
      <span className="flex size-9 shrink-0 items-center justify-center rounded-full bg-sunken">
        <ChannelMark channel={line.channel} size={18} />
      </span>
      <div className="min-w-0">
        <div className="flex items-center gap-2">
          <span dir="auto" className="aligned truncate font-semibold">
            {line.name}
          </span>
          {line.sandbox && (
            <span className="shrink-0 rounded bg-note-soft px-1.5 text-2xs text-note leading-5">
              {t('channels.sandbox')}
            </span>
          )}
        </div>
        <div className="flex flex-wrap items-center gap-x-4">
          <div role="status" className="flex">
            <StateSign line={line} />
          </div>
          {line.address && (
            <bdi dir="ltr" className="text-faint text-xs">
              {line.address}
            </bdi>
          )}
        </div>
      </div>
    </div>
  )
}

const Keys = ({ line, linking, setLinking }: Omit<Props, 'admin'>) => {
  const { t } = useWords()
  const sayError = useSayError()
  const { begin, busy } = useDeeds()
  const way = linking && line.state === 'pairing' ? null : wayBack(line)
  const link = async () => {
    try {
      if (line.state !== 'pairing') await begin(line.id, null)
      setLinking(true)
    } catch (error) {
      sayError(error)
    }
  }
  if (!way && !line.removable) return null
  return (
    <div className="ms-auto flex shrink-0 items-center gap-1.5">
      {way && (
        <Button small look={way === 'useHere' ? 'outline' : 'primary'} isPending={busy} onPress={() => void link()}>
          {t(`channels.${way}`)}
        </Button>
      )}
      {line.removable && <RemoveKey line={line} />}
    </div>
  )
}

/** For who looks after the server: as the program says it, in its own language. */
const Detail = ({ words }: { words: string }) => {
  const { t } = useWords()
  return (
    <p className="text-faint text-xs">
      {t('channels.detail')}{' '}
      <bdi dir="ltr" lang="en" className="[overflow-wrap:anywhere]">
        {words}
      </bdi>
    </p>
  )
}
