import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { LiveUpdate } from '../../api/schemas/live.ts'
import { rowsOf } from '../inbox/use-rows.ts'
import { counts as countsQuery, me as meQuery } from '../net/queries.ts'
import { useMe } from '../session/session.tsx'
import { usePreferences } from '../shell/preferences.tsx'
import { alertOf } from './alerts.ts'
import { applyUpdate, reloadAll, rowBefore } from './apply.ts'
import type { LineState } from './connection.ts'
import { followLive } from './shared.ts'
import { makeBell, type Sound } from './sound.ts'

interface Live {
  state: LineState
  /** When the line came back; null where it never broke. */
  caughtUpAt: Date | null
  ring: (sound: Sound) => void
}
const LiveContext = createContext<Live | null>(null)

export const useLive = () => useContext(LiveContext)!

/** Counts come from a query of their own; a burst of changes asks for them once. */
const useCountsRefresh = () => {
  const client = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  return () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      void client.invalidateQueries({ queryKey: countsQuery.queryKey })
    }, 400)
  }
}

export const LiveProvider = ({ children }: { children: ReactNode }) => {
  const client = useQueryClient()
  const me = useMe()
  const { sound } = usePreferences()
  const [state, setState] = useState<LineState>('connecting')
  const [caughtUpAt, setCaughtUpAt] = useState<Date | null>(null)
  const refreshCounts = useCountsRefresh()
  const bell = useMemo(makeBell, [])
  const ring = (kind: Sound) => sound && bell(kind)

  const alertAbout = (update: LiveUpdate) => {
    const kinds = update.threads.map(row => alertOf(rowBefore(client, row.id), row, me.id, Date.now()))
    const kind = kinds.includes('waiting') ? 'waiting' : kinds.includes('words') ? 'words' : null
    if (kind) ring(kind)
  }
  const hear = useRef<Parameters<typeof followLive>[0]>(() => undefined)
  hear.current = (news, leads) => {
    if (news.kind === 'state') {
      setState(before => {
        if (before === 'reconnecting' && news.state === 'online') setCaughtUpAt(new Date())
        return news.state
      })
    } else if (news.kind === 'lost') void reloadAll(client)
    else if (news.kind === 'refused') void client.invalidateQueries({ queryKey: meQuery.queryKey })
    else {
      if (leads) alertAbout(news.update)
      applyUpdate(client, news.update, me.id)
      if (news.update.threads.length > 0) refreshCounts()
    }
  }
  useEffect(() => {
    const stop = new AbortController()
    followLive((news, leads) => hear.current(news, leads), stop.signal)
    return () => stop.abort()
  }, [])

  return <LiveContext value={{ state, caughtUpAt, ring }}>{children}</LiveContext>
}

/** How many threads want me: those that wait, and mine with new words. For the tab's title. */
export const useBadge = () => {
  const client = useQueryClient()
  const { data } = useQuery(countsQuery)
  const mine = useQuery(rowsOf('mine', client)).data?.threads ?? []
  return (data?.waiting ?? 0) + mine.filter(row => row.unread > 0).length
}
