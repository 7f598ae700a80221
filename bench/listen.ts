import type { LiveUpdate } from '../src/api/schemas/live.ts'
import type { Console } from './orders.ts'

/** A console that listens. `hears` gives when a message of exactly that text came, on this process' clock. */
export async function listen({ url, cookie }: Console) {
  const stop = new AbortController()
  const answer = await fetch(`${url}/api/live`, { headers: { cookie }, signal: stop.signal })
  if (!answer.ok || !answer.body) throw new Error(`GET /api/live: ${answer.status}`)
  const awaited = new Map<string, (at: number) => void>()
  let placed = () => {}
  const hasPlace = new Promise<void>(resolve => {
    placed = resolve
  })

  function told(frame: string, at: number): void {
    // The first that has an id is the place from where on everything is told.
    if (frame.startsWith('id:')) placed()
    const data = /^event: update\ndata: (.*)$/m.exec(frame)?.[1]
    if (data === undefined) return
    for (const { text } of (JSON.parse(data) as LiveUpdate).messages) {
      awaited.get(text)?.(at)
      awaited.delete(text)
    }
  }

  async function hear(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder()
    let rest = ''
    for await (const bytes of body) {
      const at = performance.now()
      const frames = (rest + decoder.decode(bytes, { stream: true })).split('\n\n')
      rest = frames.pop() ?? ''
      for (const frame of frames) told(frame, at)
    }
  }
  hear(answer.body).catch(() => undefined)
  await hasPlace

  return {
    hears: (text: string) =>
      new Promise<number>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('a message never came to the console')), 20_000)
        awaited.set(text, at => {
          clearTimeout(timer)
          resolve(at)
        })
      }),
    close: () => stop.abort(),
  }
}
