import type { IncomingMessage, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { seconds } from './ids.ts'
import type { Network } from './network.ts'
import { fileAt, storeFile } from './world.ts'

export const HOST = 'web.whatsapp.com'

const HTML = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>WhatsApp (local double)</title><script src="/double.js"></script></head>
<body><div id="app">A local double of WhatsApp Web</div></body>
</html>
`

/** Everything that https://web.whatsapp.com is asked for but its socket. `program`: the page's script. */
export function servePages(network: Network, program: string) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    route(network, program, request, response).catch((error: unknown) => {
      response.statusCode = 500
      response.end(String(error))
    })
  }
}

async function route(network: Network, program: string, request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? '/', `https://${HOST}`)
  if (request.method === 'POST' && url.pathname === '/upload') return upload(network, url, request, response)
  if (url.pathname === '/') return index(network, url, response)
  if (url.pathname === '/double.js') {
    const behaviour = JSON.stringify(network.behaviour.page)
    return send(response, 200, 'text/javascript; charset=utf-8', `window.__WA_DOUBLE__=${behaviour};\n${program}`)
  }
  if (url.pathname.startsWith('/media/')) return media(network, url.pathname.slice('/media'.length), response)
  if (url.pathname.startsWith('/picture/')) return picture(network, url.pathname.slice('/picture/'.length), response)
  send(response, 404, 'text/plain', '')
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' })
  response.end(body)
}

async function index({ behaviour, events, timers }: Network, url: URL, response: ServerResponse): Promise<void> {
  events.log('page_load', { url: url.pathname + url.search })
  if (behaviour.htmlDelayMs) await timers.pause(behaviour.htmlDelayMs)
  send(response, behaviour.htmlStatus, 'text/html; charset=utf-8', HTML)
}

async function upload({ world, events }: Network, url: URL, request: IncomingMessage, response: ServerResponse) {
  const asked = (name: string) => url.searchParams.get(name) ?? ''
  const bytes = await buffer(request)
  const file = storeFile(world, bytes, { mimetype: asked('mimetype'), type: asked('type') })
  if (file.filehash !== asked('filehash')) return send(response, 400, 'text/plain', 'filehash')
  const { directPath, mediaKey, encFilehash } = file
  events.log('upload', { directPath, size: bytes.length })
  const answer = { directPath, mediaKey, encFilehash, mediaKeyTimestamp: seconds() }
  send(response, 200, 'application/json', JSON.stringify(answer))
}

async function media(
  { world, events, faults, timers }: Network,
  path: string,
  response: ServerResponse,
): Promise<void> {
  const file = fileAt(world, path)
  const fault = faults.take('media')
  if (fault?.delayMs) await timers.pause(fault.delayMs)
  if (fault?.mode === 'hang') return
  const status = Number(fault?.mode) || (file ? 200 : 404)
  if (!file || status !== 200) return send(response, status, 'text/plain', '')
  const bytes = world.blobs.get(file.blob)
  events.log('media_download', { directPath: path, size: bytes.length })
  const body = fault?.mode === 'corrupt' ? Buffer.concat([bytes, Buffer.from([0])]) : bytes
  send(response, 200, 'application/octet-stream', body)
}

function picture({ world }: Network, key: string, response: ServerResponse): void {
  if (/^[0-9a-f]{64}$/.test(key)) send(response, 200, 'image/jpeg', world.blobs.get(key))
  else send(response, 404, 'text/plain', '')
}
