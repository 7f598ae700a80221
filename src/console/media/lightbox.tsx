import { ChevronLeft, ChevronRight, Download, RotateCw, X, ZoomIn, ZoomOut } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { fileUrl } from '../net/queries.ts'
import { IconButton } from '../parts/icon-button.tsx'
import { nameOf } from '../shell/use-keys.ts'
import { useWords } from '../words/use-words.tsx'

interface Props {
  photos: string[]
  start: number
  close: () => void
}
const key = 'text-white/90 hover:bg-white/15 hover:text-white'

/** A picture over everything: near enough to read a serial number, turned the right way. */
export const Lightbox = ({ photos, start, close }: Props) => {
  const { t } = useWords()
  const [at, setAt] = useState(start)
  const [zoom, setZoom] = useState(1)
  const [turn, setTurn] = useState(0)
  const show = (index: number) => {
    setAt((index + photos.length) % photos.length)
    setZoom(1)
    setTurn(0)
  }
  const nearer = (step: number) => setZoom(value => Math.min(6, Math.max(1, value * step)))
  useLightboxKeys({
    arrowleft: () => show(at - 1),
    arrowright: () => show(at + 1),
    r: () => setTurn(value => value + 90),
    equal: () => nearer(1.5),
    minus: () => nearer(1 / 1.5),
  })
  const photo = photos[at]!
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={open => !open && close()}
      className="fixed inset-0 z-40 bg-black/95"
    >
      <Modal className="h-full">
        <Dialog aria-label={t('file.photo')} dir="ltr" className="flex h-full flex-col outline-none">
          <div className="flex items-center gap-1 p-2 text-white">
            <span className="px-2 text-sm">
              {photos.length > 1 && t('file.of', { index: at + 1, count: photos.length })}
            </span>
            <span className="ms-auto" />
            <IconButton icon={ZoomOut} label={t('file.zoomOut')} onPress={() => nearer(1 / 1.5)} className={key} />
            <IconButton icon={ZoomIn} label={t('file.zoomIn')} onPress={() => nearer(1.5)} className={key} />
            <IconButton
              icon={RotateCw}
              label={t('file.rotate')}
              hotkey="R"
              onPress={() => setTurn(turn + 90)}
              className={key}
            />
            <a
              href={fileUrl(photo)}
              download
              aria-label={t('file.download', { name: t('file.photo') })}
              className={`inline-flex size-9 items-center justify-center rounded-lg ${key}`}
            >
              <Download aria-hidden size={18} />
            </a>
            <IconButton icon={X} label={t('common.close')} onPress={close} className={key} />
          </div>
          <div className="flex min-h-0 flex-1 items-center">
            {photos.length > 1 && (
              <IconButton icon={ChevronLeft} label={t('file.previous')} onPress={() => show(at - 1)} className={key} />
            )}
            <Picture photo={photo} zoom={zoom} turn={turn} toggle={() => setZoom(zoom > 1 ? 1 : 2.5)} />
            {photos.length > 1 && (
              <IconButton icon={ChevronRight} label={t('file.next')} onPress={() => show(at + 1)} className={key} />
            )}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

interface PictureProps {
  photo: string
  zoom: number
  /** Degrees, by quarters. */
  turn: number
  toggle: () => void
}

/** Fits its place whichever way it is turned; nearer, it is moved by scrolling, from its middle. */
const Picture = ({ photo, zoom, turn, toggle }: PictureProps) => {
  const { t } = useWords()
  const place = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step nearer begins in the middle
  useLayoutEffect(() => {
    const box = place.current
    box?.scrollTo((box.scrollWidth - box.clientWidth) / 2, (box.scrollHeight - box.clientHeight) / 2)
  }, [zoom])
  const size = `${zoom * 100}%`
  const [across, down] = turn % 180 === 0 ? ['cqw', 'cqh'] : ['cqh', 'cqw']
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a second way to what the keys above do
    <div ref={place} className="h-full min-w-0 flex-1 overflow-auto [container-type:size]" onDoubleClick={toggle}>
      <div className="relative overflow-hidden" style={{ width: size, height: size }}>
        <img
          src={fileUrl(photo)}
          alt={t('file.photo')}
          className="absolute start-1/2 top-1/2 max-w-none object-contain"
          style={{
            width: `${zoom * 100}${across}`,
            height: `${zoom * 100}${down}`,
            transform: `translate(-50%, -50%) rotate(${turn}deg)`,
          }}
        />
      </div>
    </div>
  )
}

const useLightboxKeys = (keys: Record<string, () => void>) => {
  useEffect(() => {
    const press = (event: KeyboardEvent) => keys[nameOf(event.code)]?.()
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  })
}
