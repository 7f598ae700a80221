import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

interface Anchor {
  id: string
  top: number
}
const near = 40

/** The first item whose lower edge is inside the view. Items lie one below the other, after a line that is none. */
const firstSeen = (content: HTMLElement, scrolled: number): Anchor | null => {
  const children = content.children
  let low = 1
  let high = children.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    const child = children[middle] as HTMLElement
    if (child.offsetTop + child.offsetHeight > scrolled) high = middle
    else low = middle + 1
  }
  const child = children[low] as HTMLElement | undefined
  return child?.dataset.id ? { id: child.dataset.id, top: child.offsetTop - scrolled } : null
}

/**
 * Keeps what is being read where it is while messages come and go above and below it, and keeps the end in view for who
 * reads at the end. Browsers can do the first half, but not all of them.
 */
export const useScroll = (
  scroller: RefObject<HTMLDivElement | null>,
  content: RefObject<HTMLDivElement | null>,
  items: unknown,
) => {
  const anchor = useRef<Anchor | null>(null)
  const pinned = useRef(true)
  const [atEnd, setAtEnd] = useState(true)

  const restore = useCallback(() => {
    const box = scroller.current
    if (!box || !content.current) return
    if (pinned.current) box.scrollTop = box.scrollHeight
    else if (anchor.current) {
      const child = content.current.querySelector<HTMLElement>(`[data-id="${CSS.escape(anchor.current.id)}"]`)
      if (child) box.scrollTop = child.offsetTop - anchor.current.top
    }
  }, [scroller, content])

  // biome-ignore lint/correctness/useExhaustiveDependencies: after every change of what is shown
  useLayoutEffect(restore, [items, restore])
  useEffect(() => {
    const watch = new ResizeObserver(restore)
    if (content.current) watch.observe(content.current)
    if (scroller.current) watch.observe(scroller.current)
    return () => watch.disconnect()
  }, [restore, content, scroller])

  const remember = () => {
    const box = scroller.current
    if (!box || !content.current) return
    pinned.current = box.scrollHeight - box.scrollTop - box.clientHeight < near
    anchor.current = firstSeen(content.current, box.scrollTop)
    setAtEnd(pinned.current)
  }
  /** From now on the end, or not. */
  const pin = (value: boolean) => {
    pinned.current = value
    if (value) restore()
  }
  return { atEnd, remember, pin }
}
