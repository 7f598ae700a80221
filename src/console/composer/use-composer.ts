import { type RefObject, useState } from 'react'
import type { MessageView } from '../../api/schemas/messages.ts'
import type { ThreadDetail } from '../../api/schemas/threads.ts'
import { useMe } from '../session/session.tsx'
import type { useDesk } from '../thread/use-desk.ts'
import { useSay } from '../thread/use-say.ts'
import { readDraft, writeDraft } from './drafts.ts'
import { useAttachments } from './use-attachments.ts'
import { useTyping } from './use-typing.ts'
import { roomOf, wayOf } from './way.ts'

export type Mode = 'reply' | 'note'

interface Options {
  thread: ThreadDetail
  desk: ReturnType<typeof useDesk>
  box: RefObject<HTMLTextAreaElement | null>
}

/** What is being written in a thread, and what may be done with it. */
export const useComposer = ({ thread, desk, box }: Options) => {
  const way = wayOf(thread, useMe())
  const [wanted, setMode] = useState<Mode>('reply')
  const [draft, setDraft] = useState(() => readDraft(thread.id))
  const [quoted, setQuoted] = useState<MessageView | null>(null)
  const [edited, setEdited] = useState<{ message: MessageView; text: string } | null>(null)
  const files = useAttachments()
  const { say } = useSay(thread.id)
  const typing = useTyping(thread.id)

  const mode: Mode = way.open ? wanted : 'note'
  const answers = mode === 'reply' && edited === null
  const text = edited?.text ?? draft[mode]
  const room = mode === 'reply' ? roomFor(thread, text, answers && files.list.length > 0) : null
  const something = text.trim() !== '' || (answers && files.list.length > 0)
  const ready = something && (room ?? 0) >= 0 && (!answers || files.ready) && desk.busy !== 'edit'

  const focus = (next: Mode) => {
    setMode(next)
    if (next === 'note') setEdited(null)
    requestAnimationFrame(() => box.current?.focus())
  }
  const write = (value: string) => {
    if (edited) return setEdited({ ...edited, text: value })
    const now = { ...draft, [mode]: value }
    setDraft(now)
    writeDraft(thread.id, now)
    if (answers && value) typing()
  }
  const saveEdit = async (id: string) => {
    if (await desk.edit(id, text.trim())) setEdited(null)
  }
  const send = () => {
    if (!ready) return
    box.current?.focus()
    if (edited) return void saveEdit(edited.message.id)
    const stored = answers ? files.list.flatMap(one => one.stored ?? []) : []
    void say(mode, text.trim(), stored, answers ? quoted : null)
    write('')
    if (!answers) return
    setQuoted(null)
    files.clear()
  }
  /** Escape: first what was begun, then the box itself. */
  const leave = () => {
    if (edited) setEdited(null)
    else if (quoted && answers) setQuoted(null)
    else document.getElementById('thread')?.focus()
  }
  const quote = (message: MessageView) => {
    setEdited(null)
    setQuoted(message)
    focus('reply')
  }
  const edit = (message: MessageView) => {
    setEdited({ message, text: message.text })
    focus('reply')
  }
  const stop = { quote: () => setQuoted(null), edit: () => setEdited(null) }
  return { way, mode, answers, text, room, ready, quoted, edited, files, focus, write, send, leave, quote, edit, stop }
}

const roomFor = ({ replyTo }: ThreadDetail, text: string, withFiles: boolean) =>
  replyTo && roomOf(text.length, withFiles ? replyTo.captionLength : replyTo.textLength)
