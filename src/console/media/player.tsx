import { Pause, Play } from 'lucide-react'
import { useRef, useState } from 'react'
import type { FileView } from '../../api/schemas/messages.ts'
import { fileUrl } from '../net/queries.ts'
import { useFormat } from '../shell/use-format.ts'
import { useWords } from '../words/use-words.tsx'

const speeds = [1, 1.5, 2] as const

/** Voice and other sound. Time runs from left to right in every language. */
export const Player = ({ file }: { file: FileView & { key: string } }) => {
  const { t } = useWords()
  const { length, number } = useFormat()
  const sound = useRef<HTMLAudioElement>(null)
  const [playing, setPlaying] = useState(false)
  const [at, setAt] = useState(0)
  const [total, setTotal] = useState(file.duration ?? 0)
  const [speed, setSpeed] = useState(0)

  const toggle = () => (playing ? sound.current?.pause() : void sound.current?.play().catch(() => undefined))
  const faster = () => {
    const next = (speed + 1) % speeds.length
    setSpeed(next)
    if (sound.current) sound.current.playbackRate = speeds[next]!
  }
  const seek = (seconds: number) => {
    setAt(seconds)
    if (sound.current) sound.current.currentTime = seconds
  }
  return (
    <fieldset
      dir="ltr"
      aria-label={t(file.kind === 'voice' ? 'file.voice' : 'file.audio')}
      className="flex w-72 min-w-0 max-w-full items-center gap-2"
    >
      {/* biome-ignore lint/a11y/useMediaCaption: nobody has captions for a customer's voice */}
      <audio
        ref={sound}
        src={fileUrl(file.key)}
        preload="none"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setPlaying(false)}
        onTimeUpdate={event => setAt(event.currentTarget.currentTime)}
        onDurationChange={event =>
          Number.isFinite(event.currentTarget.duration) && setTotal(event.currentTarget.duration)
        }
      />
      <button
        type="button"
        aria-label={t(playing ? 'file.pause' : 'file.play')}
        onClick={toggle}
        className="inline-flex size-9 shrink-0 items-center justify-center rounded-full bg-accent text-on-accent hover:bg-accent-strong"
      >
        {playing ? (
          <Pause aria-hidden size={17} fill="currentColor" />
        ) : (
          <Play aria-hidden size={17} fill="currentColor" className="ms-0.5" />
        )}
      </button>
      <input
        type="range"
        aria-label={t('file.seek')}
        aria-valuetext={`${length(at)} / ${length(total)}`}
        min={0}
        max={Math.max(1, total)}
        step={0.1}
        value={Math.min(at, Math.max(1, total))}
        onChange={event => seek(event.currentTarget.valueAsNumber)}
        className="h-1.5 min-w-0 flex-1 accent-accent"
      />
      <span className="w-9 text-center text-2xs text-soft">{length(playing || at > 0 ? at : total)}</span>
      <button
        type="button"
        aria-label={`${t('file.speed')} ${number(speeds[speed]!)}×`}
        onClick={faster}
        className="w-9 rounded-md border border-line py-0.5 text-2xs text-soft hover:bg-hover"
      >
        {number(speeds[speed]!)}×
      </button>
    </fieldset>
  )
}
