import type { Browser } from 'playwright-core'
import { openBrowser, type Visit, visit } from '../support/browser.ts'
import { type ApiClient, apiClient } from '../support/client.ts'
import { startService } from '../support/service.ts'
import { agentAt } from './agent.ts'
import { consoleWords } from './words.ts'

export const words = consoleWords.fa
export const colleagues = [
  { name: 'نگار', email: 'negar@shop.test', password: 'correct horse battery', role: 'agent' },
  { name: 'بهرام', email: 'bahram@shop.test', password: 'correct horse battery', role: 'agent' },
] as const

export type Shop = Awaited<ReturnType<typeof openShop>>

/** A service with the sandbox, two agents, no customers, and a browser for whoever comes. */
export async function openShop() {
  const service = await startService({ SANDBOX: 'on' })
  const browser = await openBrowser()
  const admin = await service.admin()
  for (const colleague of colleagues) await admin.post('/api/agents', colleague)
  return {
    url: service.url,
    customerWaits: (firstName: string) => customerWaits(service.url, admin, firstName),
    /** An agent who has signed in, before their list. */
    agent: (colleague = 0, at = service.url) => agentIn(browser, at, colleague),
    /** An agent with that thread before them. */
    async agentBefore(threadId: string, { colleague = 0, at = service.url } = {}) {
      const agent = await agentIn(browser, at, colleague)
      await agent.page.goto(`/waiting/${threadId}`)
      await agent.messages.waitFor()
      return agent
    },
    async close() {
      await browser.close()
      await service.close()
    },
  }
}

async function agentIn(browser: Browser, url: string, colleague: number) {
  const visitor: Visit = await visit(browser, url, 'fa')
  const agent = agentAt(visitor.page, words)
  await agent.signIn(colleagues[colleague]!)
  return { ...agent, visitor }
}

/** A customer of the sandbox who asks for a person at once, and is heard. */
async function customerWaits(url: string, admin: ApiClient, firstName: string) {
  const sandbox = apiClient(url)
  const live = await admin.live()
  const { id } = await sandbox.post<{ id: number }>('/sandbox/api/customers', { firstName, languageCode: 'fa' })
  const does = (deed: string, body: object) => sandbox.post(`/sandbox/api/customers/${id}/${deed}`, body)
  const say = async (text: string) => {
    await does('say', { text })
    return live.message(message => message.text === text)
  }
  await does('start', {})
  const { threadId } = await say('اپراتور')
  await live.thread(row => row.id === threadId && row.turn === 'waiting')
  return {
    threadId,
    live,
    /** Resolves once the service has it. */
    say,
    sendDocument: (name: string, mime: string, content: string) =>
      does('send', { files: [{ as: 'document', name, mime, content: Buffer.from(content).toString('base64') }] }),
    block: () => does('block', {}),
  }
}
