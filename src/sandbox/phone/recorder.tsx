import { Mic, Square } from 'lucide-react'
import { useRef, useState } from 'react'
import { useSpeech } from './language.ts'
import { type OutgoingFile, outgoing } from './sandbox-api.ts'

interface Recording {
  recorder: MediaRecorder
  since: number
}

/** OGG where the browser can, as Telegram's own apps record; otherwise WebM, which no real customer would send. */
const KINDS = ['audio/ogg;codecs=opus', 'audio/webm;codecs=opus', 'audio/mp4']

export function Recorder({
  send,
  problem,
}: {
  send(files: OutgoingFile[]): Promise<void>
  problem(text: string): void
}) {
  const { t } = useSpeech()
  const [on, setOn] = useState(false)
  const current = useRef<Recording | null>(null)

  async function start() {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      const mimeType = KINDS.find(kind => MediaRecorder.isTypeSupported(kind)) ?? ''
      const recorder = new MediaRecorder(stream, { mimeType })
      recorder.ondataavailable = event => void finish(event.data, stream)
      recorder.start()
      current.current = { recorder, since: Date.now() }
      setOn(true)
    } catch {
      problem(t.noMicrophone)
    }
  }

  async function finish(blob: Blob, stream: MediaStream) {
    for (const track of stream.getTracks()) track.stop()
    const seconds = (Date.now() - (current.current?.since ?? Date.now())) / 1000
    setOn(false)
    const ending = blob.type.includes('ogg') ? 'ogg' : blob.type.includes('webm') ? 'webm' : 'm4a'
    await send([{ ...(await outgoing(blob, 'voice', `voice.${ending}`)), duration: seconds }])
  }

  const look = 'grid size-11 shrink-0 place-items-center rounded-full'
  if (on)
    return (
      <button
        type="button"
        onClick={() => current.current?.recorder.stop()}
        aria-label={`${t.recording}: ${t.stop}`}
        title={t.stop}
        className={`${look} dots bg-danger text-white`}
      >
        <Square size={17} aria-hidden="true" />
      </button>
    )
  return (
    <button
      type="button"
      onClick={() => void start()}
      aria-label={t.record}
      title={t.record}
      className={`${look} text-quiet hover:bg-desk`}
    >
      <Mic size={21} aria-hidden="true" />
    </button>
  )
}
