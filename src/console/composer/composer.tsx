import { type Ref, useImperativeHandle, useRef } from 'react'
import type { MessageView } from '../../api/schemas/messages.ts'
import type { ThreadDetail } from '../../api/schemas/threads.ts'
import type { useDesk } from '../thread/use-desk.ts'
import { useWords } from '../words/use-words.tsx'
import { Above } from './above.tsx'
import { Attachments } from './attachments.tsx'
import { ModeKeys } from './mode-keys.tsx'
import { AttachKey, Room, SendKey } from './send-keys.tsx'
import { useAddFiles } from './use-add-files.ts'
import { type Mode, useComposer } from './use-composer.ts'
import { useDrop } from './use-drop.ts'
import { WritingBox } from './writing-box.tsx'

export interface ComposerHandle {
  focus: (mode: Mode) => void
  quote: (message: MessageView) => void
  edit: (message: MessageView) => void
}

interface Props {
  thread: ThreadDetail
  desk: ReturnType<typeof useDesk>
  ref: Ref<ComposerHandle>
}

/** Where words are written: an answer to the customer, or a note that looks, sits and sounds different. */
export const Composer = ({ thread, desk, ref }: Props) => {
  const { t } = useWords()
  const box = useRef<HTMLTextAreaElement>(null)
  const state = useComposer({ thread, desk, box })
  const { mode, answers, files, focus, quote, edit } = state
  const addFiles = useAddFiles(thread, files)
  const over = useDrop(addFiles, answers)
  useImperativeHandle(ref, () => ({ focus, quote, edit }))

  const note = mode === 'note'
  return (
    <section
      aria-label={t(note ? 'composer.note' : 'composer.reply')}
      className={`relative shrink-0 border-t px-3 pt-2 pb-[max(0.625rem,env(safe-area-inset-bottom))] transition-colors md:px-5 ${
        note ? 'border-note-line border-dashed bg-note-soft' : 'border-line bg-surface'
      }`}
    >
      {over && (
        <div className="absolute inset-1 z-10 flex items-center justify-center rounded-xl border-2 border-accent border-dashed bg-accent-soft font-semibold text-accent">
          {t('composer.drop')}
        </div>
      )}
      <ModeKeys mode={mode} setMode={focus} way={state.way} channel={thread.replyTo?.channel ?? null} />
      <Above
        thread={thread}
        way={state.way}
        quoted={note ? null : state.quoted}
        edited={state.edited?.message ?? null}
        stop={state.stop}
      />
      {answers && <Attachments list={files.list} remove={files.remove} again={files.again} />}
      <div className="flex items-end gap-2">
        {answers && <AttachKey add={addFiles} />}
        <WritingBox
          box={box}
          thread={thread}
          mode={mode}
          text={state.text}
          write={state.write}
          send={state.send}
          leave={state.leave}
          paste={answers ? addFiles : null}
        />
        <SendKey
          mode={mode}
          editing={state.edited !== null}
          ready={state.ready}
          send={state.send}
          channel={thread.replyTo?.channel ?? null}
        />
      </div>
      {state.room !== null && thread.replyTo && <Room room={state.room} channel={thread.replyTo.channel} />}
    </section>
  )
}
