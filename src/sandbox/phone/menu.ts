import type { FocusEvent } from 'react'

/** A menu closes when the focus goes elsewhere. */
export function leave(event: FocusEvent<HTMLDetailsElement>): void {
  if (!event.currentTarget.contains(event.relatedTarget)) event.currentTarget.open = false
}
