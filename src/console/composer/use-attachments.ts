import { useEffect, useRef, useState } from 'react'
import type { FileView } from '../../api/schemas/messages.ts'
import { newKey } from '../net/http.ts'
import { upload } from '../net/upload.ts'

export interface Attachment {
  key: string
  file: File
  /** 0 to 1. */
  progress: number
  stored: FileView | null
  error: unknown
}

export const mostFiles = 10

/** Files beside the words: they are uploaded as soon as they are chosen, and stop when they are taken away. */
export const useAttachments = () => {
  const [list, setList] = useState<Attachment[]>([])
  const stops = useRef(new Map<string, AbortController>())
  useEffect(() => {
    const running = stops.current
    return () => {
      for (const stop of running.values()) stop.abort()
    }
  }, [])

  const set = (key: string, part: Partial<Attachment>) =>
    setList(now => now.map(one => (one.key === key ? { ...one, ...part } : one)))

  const start = (one: Attachment) => {
    const stop = new AbortController()
    stops.current.set(one.key, stop)
    upload(one.file, progress => set(one.key, { progress }), stop.signal).then(
      stored => set(one.key, { stored, progress: 1 }),
      (error: unknown) => set(one.key, { error }),
    )
  }
  return {
    list,
    ready: list.every(one => one.stored !== null),
    add: (files: readonly File[]) => {
      const coming = files
        .slice(0, mostFiles - list.length)
        .map(file => ({ key: newKey(), file, progress: 0, stored: null, error: null }))
      setList([...list, ...coming])
      for (const one of coming) start(one)
    },
    again: (one: Attachment) => {
      set(one.key, { error: null, progress: 0 })
      start(one)
    },
    remove: (key: string) => {
      stops.current.get(key)?.abort()
      setList(now => now.filter(one => one.key !== key))
    },
    clear: () => setList([]),
  }
}
