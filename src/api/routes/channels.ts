import type { Api } from '../app.ts'
import type { Lines } from '../deps.ts'
import { channelList } from '../schemas/channels.ts'

export function channelRoutes(api: Api, { lines, sandbox }: { lines: Lines; sandbox: boolean }): void {
  api.get(
    '/api/channels',
    { schema: { tags: ['channels'], summary: 'How our lines fare', response: { 200: channelList } } },
    async () => ({ channels: lines.list(), sandbox }),
  )
}
