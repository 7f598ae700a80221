import { once } from 'node:events'
import { connect } from 'node:net'

/** One kept-alive connection that posts one body after the other. Little of a client, so that it takes little from whom it measures. */
export interface Connection {
  /** Gives the status once the whole answer is there. */
  post(body: string): Promise<number>
  close(): void
}

export interface Target {
  port: number
  path: string
  headers: Record<string, string>
}

const LENGTH = /\r\ncontent-length: (\d+)/i

export async function openConnection({ port, path, headers }: Target): Promise<Connection> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  const lines = Object.entries({ host: `127.0.0.1:${port}`, 'content-type': 'application/json', ...headers })
  const head = `POST ${path} HTTP/1.1\r\n${lines.map(line => line.join(': ')).join('\r\n')}\r\n`
  let answered: ((status: number) => void) | null = null
  let failed: ((error: Error) => void) | null = null
  let read = ''

  socket.setEncoding('latin1').on('data', (chunk: string) => {
    read += chunk
    const end = read.indexOf('\r\n\r\n')
    if (end < 0) return
    const length = Number(LENGTH.exec(read.slice(0, end))?.[1] ?? 0)
    if (read.length < end + 4 + length) return
    const status = Number(read.slice(9, 12))
    read = read.slice(end + 4 + length)
    answered?.(status)
  })
  const broken = (error?: Error) => failed?.(error ?? new Error(`port ${port}: the connection was closed`))
  socket.on('error', broken).on('close', () => broken())

  return {
    post: body =>
      new Promise((resolve, reject) => {
        answered = resolve
        failed = reject
        socket.write(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
      }),
    close: () => socket.destroy(),
  }
}
