import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ChannelList, ChannelView } from '../../api/schemas/channels.ts'
import { newKey, request } from '../net/http.ts'
import { channels } from '../net/queries.ts'
import { putLines } from './put-lines.ts'

/** What an admin does with our lines. Each throws RequestError where it was refused. */
export const useDeeds = () => {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const put = (changed: ChannelView[], gone: string[]) =>
    client.setQueryData<ChannelList>(channels.queryKey, old =>
      old ? { ...old, channels: putLines(old.channels, changed, gone) } : old,
    )
  const alone = async <T>(work: () => Promise<T>): Promise<T> => {
    setBusy(true)
    try {
      return await work()
    } finally {
      setBusy(false)
    }
  }
  return {
    busy,
    add: (name: string) =>
      alone(async () => {
        const body = { channel: 'whatsapp', name }
        const added = await request<ChannelView>('/api/channels', { method: 'POST', key: newKey(), body })
        put([added], [])
        return added
      }),
    /** Offers codes for the phone with that number, or pictures where it is null. */
    begin: (id: string, phone: string | null) =>
      alone(async () => {
        await request(`/api/channels/${id}/pairing`, { method: 'POST', key: newKey(), body: { phone } })
        await client.invalidateQueries({ queryKey: ['pairing', id] })
      }),
    remove: (id: string) =>
      alone(async () => {
        await request(`/api/channels/${id}`, { method: 'DELETE' })
        put([], [id])
      }),
  }
}
