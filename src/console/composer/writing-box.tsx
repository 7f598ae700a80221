import { type ClipboardEvent, type KeyboardEvent, type RefObject, useLayoutEffect } from 'react'
import type { ThreadDetail } from '../../api/schemas/threads.ts'
import { usePreferences } from '../shell/preferences.tsx'
import { useMedia } from '../shell/use-media.ts'
import { useWords } from '../words/use-words.tsx'
import type { Mode } from './use-composer.ts'

interface Props {
  box: RefObject<HTMLTextAreaElement | null>
  thread: ThreadDetail
  mode: Mode
  text: string
  write: (text: string) => void
  send: () => void
  leave: () => void
  /** What to do with pasted files; null where none fit. */
  paste: ((files: File[]) => void) | null
}

const highest = 220

export const WritingBox = ({ box, thread, mode, text, write, send, leave, paste }: Props) => {
  const { t } = useWords()
  const { enterSends } = usePreferences()
  const thumbs = useMedia('(hover: none)')
  // biome-ignore lint/correctness/useExhaustiveDependencies: it grows with its words
  useLayoutEffect(() => {
    const area = box.current
    if (!area) return
    area.style.height = 'auto'
    area.style.height = `${Math.min(highest, area.scrollHeight)}px`
  }, [text, box])

  const press = (event: KeyboardEvent) => {
    // While letters are being composed, Enter takes the word that is offered.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') return leave()
    if (event.key !== 'Enter') return
    const always = event.ctrlKey || event.metaKey
    if (!always && (event.shiftKey || !enterSends || thumbs)) return
    event.preventDefault()
    send()
  }
  const pasted = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files]
    if (files.length === 0 || !paste) return
    event.preventDefault()
    paste(files)
  }
  const channel = thread.replyTo ? t(`channel.${thread.replyTo.channel}`) : ''
  const note = mode === 'note'
  return (
    <textarea
      ref={box}
      dir="auto"
      rows={1}
      value={text}
      aria-label={t(note ? 'composer.noteLabel' : 'composer.label')}
      placeholder={note ? t('composer.notePlaceholder') : t('composer.placeholder', { channel })}
      onChange={event => write(event.target.value)}
      onKeyDown={press}
      onPaste={pasted}
      enterKeyHint={thumbs ? 'enter' : 'send'}
      className={`block min-w-0 flex-1 resize-none rounded-xl border bg-raised px-3 py-1.5 leading-6 placeholder:text-faint ${
        text === '' ? 'ltr:text-left rtl:[direction:rtl]' : ''
      } ${note ? 'border-note-line border-dashed' : 'border-strong-line'}`}
    />
  )
}
