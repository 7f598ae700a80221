import { Agent } from 'node:https'
import type { Duplex } from 'node:stream'

/**
 * Connections to api.telegram.org that fail in a way we can tell apart. On a filtered network a connection is often
 * accepted and never secured, and waiting for that until the call times out would leave it open whether the message
 * went. Here it fails as "connect ETIMEDOUT": nothing was sent, try again.
 */
export const promptAgent = (connectMs: number): Agent => new PromptAgent(connectMs)

class PromptAgent extends Agent {
  constructor(private readonly connectMs: number) {
    super({
      keepAlive: true,
      // Shorter than Telegram keeps an idle connection, so that we never write into one it is just closing.
      timeout: 30_000,
      // Node's 250 ms per address are too few from far away: both addresses are given up before either answers.
      autoSelectFamilyAttemptTimeout: 5_000,
    } as ConstructorParameters<typeof Agent>[0])
  }

  override createConnection(...args: Parameters<Agent['createConnection']>): Duplex | null | undefined {
    const socket = super.createConnection(...args)
    if (!socket) return socket
    const tooLate = () => socket.destroy(Object.assign(new Error('connect ETIMEDOUT'), { code: 'ETIMEDOUT' }))
    const timer = setTimeout(tooLate, this.connectMs).unref()
    const settle = () => clearTimeout(timer)
    socket.once('secureConnect', settle).once('close', settle)
    return socket
  }
}
