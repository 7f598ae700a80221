import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** How long requests under way may take once the server closes. */
const graceMs = 5_000

/**
 * Keeps a closing server from waiting for nothing. Browsers open connections in advance, and Node takes one that never
 * asked anything for busy: it would wait a minute for it. What is really under way has `graceMs`, then it is cut.
 */
export function closeInTime(app: FastifyInstance): void {
  const unused = new Set<Socket>()
  app.server.on('connection', socket => {
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  })
  app.server.on('request', ({ socket }) => unused.delete(socket))
  app.addHook('preClose', async () => {
    for (const socket of unused) socket.destroy()
    const cut = setTimeout(() => app.server.closeAllConnections(), graceMs)
    app.server.once('close', () => clearTimeout(cut))
  })
}
