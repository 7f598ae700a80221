import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef } from 'react'
import type { ThreadView } from '../../api/schemas/threads.ts'
import { type RowPage, rowPage } from '../net/queries.ts'
import { addPage } from './rows.ts'

const most = 200

/** Loading again brings as many rows as were there, so that a list does not shrink under the reader. */
export const rowsOf = (view: ThreadView, client: QueryClient) =>
  queryOptions({
    queryKey: ['threads', view],
    queryFn: ({ signal }) => {
      const had = client.getQueryData<RowPage>(['threads', view])?.threads.length ?? 0
      return rowPage(view, null, Math.min(most, Math.max(50, had)), signal)
    },
  })

export const useRows = (view: ThreadView) => {
  const client = useQueryClient()
  const query = useQuery(rowsOf(view, client))
  const busy = useRef(false)
  const next = query.data?.next ?? null
  const more = useCallback(async () => {
    if (!next || busy.current) return
    busy.current = true
    try {
      const page = await rowPage(view, next, 100)
      client.setQueryData<RowPage>(['threads', view], old => (old && old.next === next ? addPage(old, page) : old))
    } finally {
      busy.current = false
    }
  }, [client, next, view])
  return { ...query, rows: query.data?.threads ?? [], more }
}
