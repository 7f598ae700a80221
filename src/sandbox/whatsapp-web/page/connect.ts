import type { Keys, ToPage } from '../protocol.ts'
import { sleep } from './bytes.ts'
import { config } from './config.ts'
import { socket as state } from './connection.ts'
import { onFrame } from './frames.ts'
import { memory } from './memory.ts'
import { closed, opened, sendNow } from './transport.ts'

/** Opens the page's socket, and another whenever it was closed. */
export function connect(keys: Keys): void {
  const socket = new WebSocket(`wss://${location.host}/ws`)
  let line = Promise.resolve()
  socket.onopen = async () => {
    opened(socket)
    const device = await memory.get<string>('device')
    sendNow({ t: 'hello', keys, device: device ?? null, href: location.href })
  }
  socket.onmessage = ({ data }) => {
    const frame: ToPage = JSON.parse(data)
    line = line.then(() => onFrame(frame))
  }
  socket.onclose = async () => {
    closed(socket)
    if (['CONNECTED', 'OPENING'].includes(state.state)) state.set({ state: config.dropState })
    await sleep(config.reconnectMs)
    connect(keys)
  }
}
