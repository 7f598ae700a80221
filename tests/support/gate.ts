import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A line to the service that can break. */
export interface Gate {
  url: string
  /** Every connection ends at once, and no new one is answered. */
  cut(): void
  mend(): void
  close(): Promise<void>
}

export async function openGate(service: string): Promise<Gate> {
  const { hostname, port } = new URL(service)
  const open = new Set<Socket>()
  let broken = false
  const keep = (socket: Socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket)).on('error', () => socket.destroy())
  }
  const server = createServer(near => {
    keep(near)
    if (broken) return void near.destroy()
    const far = connect(Number(port), hostname)
    keep(far)
    near.pipe(far).pipe(near)
    near.once('close', () => far.destroy())
    far.once('close', () => near.destroy())
  })
  const cut = () => {
    broken = true
    for (const socket of open) socket.destroy()
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    mend: () => {
      broken = false
    },
    close: async () => {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}
