import { useEffect, useRef, useState } from 'react'

/** Files dropped anywhere on the page, and whether some are held over it. Without this the browser would leave for the file. */
export const useDrop = (take: (files: File[]) => void, open: boolean) => {
  const [over, setOver] = useState(false)
  const now = useRef(take)
  now.current = take
  useEffect(() => {
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const hover = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setOver(open)
    }
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false)
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setOver(false)
      if (open) now.current([...(event.dataTransfer?.files ?? [])])
    }
    addEventListener('dragover', hover)
    addEventListener('dragleave', leave)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragover', hover)
      removeEventListener('dragleave', leave)
      removeEventListener('drop', drop)
    }
  }, [open])
  return over
}
