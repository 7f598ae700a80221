import { FileText, ImageIcon, Images, MapPin, Mic, Paperclip, UserRound } from 'lucide-react'
import { type ComponentType, useRef } from 'react'
import type { Do } from './doing.ts'
import { useSpeech } from './language.ts'
import { leave } from './menu.ts'
import type { Customer } from './model.ts'
import { type OutgoingFile, outgoing, sampleAddress, sampleFile } from './sandbox-api.ts'
import type { Strings } from './strings/fa.ts'

interface AttachProps {
  customer: Customer
  send(files: OutgoingFile[]): Promise<void>
  doing: Do
}

type Sample = keyof Strings['sampleNames']
const TEHRAN = { latitude: 35.6997, longitude: 51.338 }

export function Attach({ customer, send, doing }: AttachProps) {
  const { t } = useSpeech()
  const menu = useRef<HTMLDetailsElement>(null)
  const close = () => {
    if (menu.current) menu.current.open = false
  }
  const samples = async (names: string[], as: OutgoingFile['as']) => {
    close()
    await send(await Promise.all(names.map(name => sampleFile(name, as))))
  }
  const picked = (as: (file: File) => OutgoingFile['as']) => async (files: FileList | null) => {
    close()
    const ready = [...(files ?? [])].slice(0, 10).map(file => outgoing(file, as(file), file.name))
    if (ready.length > 0) await send(await Promise.all(ready))
  }
  const tell = (deed: string, body: Record<string, unknown>) => () => {
    close()
    void doing(deed, body)
  }
  return (
    <details ref={menu} className="relative" onBlur={leave}>
      <summary
        aria-label={t.attach}
        className="grid size-11 list-none place-items-center rounded-full text-quiet hover:bg-desk [&::-webkit-details-marker]:hidden"
      >
        <Paperclip size={21} aria-hidden="true" />
      </summary>
      <div className="absolute start-0 bottom-full z-20 mb-2 w-76 max-w-[calc(100vw-2rem)] rounded-2xl border border-line bg-paper p-2 shadow-xl">
        <p className="px-2 pt-1 pb-1.5 text-xs text-quiet">{t.samples}</p>
        <div className="grid grid-cols-3 gap-1.5 px-1">
          {Object.entries(t.sampleNames).map(([name, label]) => (
            <button
              key={name}
              type="button"
              onClick={() => void samples([name], 'photo')}
              className="rounded-xl text-center text-[11px] leading-5 text-quiet hover:bg-desk"
            >
              <img
                src={sampleAddress(name)}
                alt=""
                loading="lazy"
                className="aspect-4/3 w-full rounded-xl bg-desk object-cover"
              />
              {label}
            </button>
          ))}
        </div>
        <div className="mt-1 border-t border-line pt-1">
          <Item
            icon={Images}
            label={t.sampleAlbum}
            act={() => void samples(['tornParcel', 'brokenCup', 'receipt'] satisfies Sample[], 'photo')}
          />
          <Item icon={Mic} label={t.sampleVoice} act={() => void samples(['voice'], 'voice')} />
          <Picker
            icon={ImageIcon}
            label={t.photo}
            hint={t.photoHint}
            accept="image/*,video/*"
            picked={picked(({ type }) => (type.startsWith('video/') ? 'video' : 'photo'))}
          />
          <Picker icon={FileText} label={t.document} picked={picked(() => 'document')} />
          <Item icon={MapPin} label={t.location} act={tell('location', TEHRAN)} />
          <Item icon={UserRound} label={t.contact} act={tell('contact', { phone: `+${customer.phone}`, own: true })} />
        </div>
      </div>
    </details>
  )
}

type Icon = ComponentType<{ size: number; className?: string }>
const ROW = 'flex w-full items-center gap-3 rounded-xl px-2.5 py-1.5 text-start text-sm hover:bg-desk'

function Item({ icon: Sign, label, act }: { icon: Icon; label: string; act(): void }) {
  return (
    <button type="button" onClick={act} className={ROW}>
      <Sign size={17} className="text-accent" />
      {label}
    </button>
  )
}

interface PickerProps {
  icon: Icon
  label: string
  hint?: string
  accept?: string
  picked(files: FileList | null): Promise<void>
}

function Picker({ icon: Sign, label, hint, accept, picked }: PickerProps) {
  return (
    <label className={`${ROW} focus-within:outline-2 focus-within:outline-accent`}>
      <Sign size={17} className="text-accent" />
      <span className="leading-snug">
        {label}
        {hint && <span className="block text-[11px] text-quiet">{hint}</span>}
      </span>
      <input
        type="file"
        multiple
        accept={accept}
        className="sr-only"
        onChange={event => {
          void picked(event.target.files)
          event.target.value = ''
        }}
      />
    </label>
  )
}
