import { SendHorizontal, X } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Attach } from './attach.tsx'
import type { Do, Quoting } from './doing.ts'
import { useSpeech } from './language.ts'
import type { Customer } from './model.ts'
import { preview } from './preview.ts'
import { Recorder } from './recorder.tsx'
import type { OutgoingFile } from './sandbox-api.ts'

interface ComposerProps {
  customer: Customer
  quoting: Quoting | null
  quote(quoting: Quoting | null): void
  doing: Do
  problem(text: string): void
}

export function Composer({ customer, quoting, quote, doing, problem }: ComposerProps) {
  const { t } = useSpeech()
  const [text, setText] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (quoting?.kind === 'edit') setText(quoting.message.text)
    if (quoting) field.current?.focus()
  }, [quoting])
  const replyTo = quoting?.kind === 'reply' ? { replyTo: quoting.message.id } : {}
  const clear = () => {
    setText('')
    quote(null)
  }

  async function say() {
    const said = text.trim()
    if (!said) return
    clear()
    const done =
      quoting?.kind === 'edit'
        ? doing('edit', { messageId: quoting.message.id, text: said })
        : doing('say', { text: said, ...replyTo })
    if (!(await done)) setText(said)
  }
  async function send(files: OutgoingFile[]) {
    const done = await doing('send', { files, caption: text.trim(), ...replyTo })
    if (done) clear()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void say()
  }
  const keys = (event: KeyboardEvent) => {
    // While an input method is composing, Enter chooses a word.
    if (event.code !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    void say()
  }

  return (
    <form onSubmit={submit} className="border-t border-line bg-paper pb-[env(safe-area-inset-bottom)]">
      {quoting && <Quoted quoting={quoting} cancel={clear} />}
      <div className="flex items-end gap-1 p-2">
        <Attach customer={customer} send={send} doing={doing} />
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          value={text}
          onChange={event => setText(event.target.value)}
          onKeyDown={keys}
          placeholder={t.write}
          aria-label={t.write}
          className="field-sizing-content max-h-32 min-h-11 min-w-0 flex-1 resize-none rounded-3xl bg-desk/70 px-4 py-2.5 text-[15px] outline-offset-0"
        />
        {text.trim() ? (
          <button
            type="submit"
            aria-label={t.send}
            className="grid size-11 shrink-0 place-items-center rounded-full bg-accent text-on-accent"
          >
            <SendHorizontal size={20} className="rtl:rotate-180" aria-hidden="true" />
          </button>
        ) : (
          <Recorder send={send} problem={problem} />
        )}
      </div>
    </form>
  )
}

function Quoted({ quoting, cancel }: { quoting: Quoting; cancel(): void }) {
  const speech = useSpeech()
  return (
    <div className="flex items-center gap-2 border-s-[3px] border-accent px-3 pt-2 text-sm">
      <p className="min-w-0 flex-1 leading-snug">
        <span className="block text-xs font-semibold text-accent">
          {quoting.kind === 'edit' ? speech.t.editing : speech.t.replying}
        </span>
        <span dir="auto" className="block truncate text-start text-quiet">
          {preview(speech, quoting.message)}
        </span>
      </p>
      <button type="button" onClick={cancel} aria-label={speech.t.cancel} className="rounded-full p-1.5 hover:bg-desk">
        <X size={17} aria-hidden="true" />
      </button>
    </div>
  )
}
