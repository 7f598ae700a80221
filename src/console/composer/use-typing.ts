import { useRef } from 'react'
import { request } from '../net/http.ts'

const every = 4_000

/** Tells the customer's messenger, at most every four seconds, that somebody writes. */
export const useTyping = (threadId: string) => {
  const last = useRef(0)
  return () => {
    const now = Date.now()
    if (now - last.current < every) return
    last.current = now
    void request(`/api/threads/${threadId}/typing`, { method: 'POST', body: {} }).catch(() => undefined)
  }
}
