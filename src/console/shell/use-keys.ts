import { useEffect, useRef } from 'react'

/** By lower-case name: `j`, `slash`, `arrowleft`. */
type Keys = Record<string, (event: KeyboardEvent) => unknown>

export const nameOf = (code: string) => code.replace(/^Key/, '').toLowerCase()

const writes = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/**
 * Single keys by their place on the keyboard (`KeyboardEvent.code`), so that they work on a Persian layout. Not while
 * somebody writes, nor under an open dialog.
 */
export const useKeys = (keys: Keys) => {
  const now = useRef(keys)
  now.current = keys
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (writes(event.target) || document.querySelector('[role="dialog"]')) return
      const act = now.current[nameOf(event.code)]
      if (act && act(event) !== false) event.preventDefault()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}
