import type { Operations, ToPage, ToServer } from '../protocol.ts'

interface Asked {
  frame: ToServer
  resolve(result: unknown): void
  reject(error: Error): void
}

let socket: WebSocket | null = null
/** The server has said on this socket whether the page is linked. */
let settled = false
let numbers = 0
const asked = new Map<number, Asked>()
const outbox: ToServer[] = []

/** Sends at once, whether the server knows the page yet or not. */
export function sendNow(frame: ToServer): void {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame))
}

export const online = () => settled && socket?.readyState === WebSocket.OPEN

/** Sends now, or when the connection is back. (A request goes out again by itself.) */
export function post(frame: ToServer): void {
  if (online()) sendNow(frame)
  else if (frame.t !== 'rpc') outbox.push(frame)
}

/** Asks the server. Waits through a lost connection: the request goes out again on the next one. */
export function ask<Op extends keyof Operations>(op: Op, p: Operations[Op]['asks']): Promise<Operations[Op]['gives']> {
  const n = ++numbers
  const frame: ToServer = { t: 'rpc', n, op, p }
  return new Promise((resolve, reject) => {
    // The server is ours, and answers each operation with what is its own.
    asked.set(n, { frame, resolve: result => resolve(result as Operations[Op]['gives']), reject })
    post(frame)
  })
}

/** For the log of the server. */
export const report = (kind: string, data: Record<string, unknown>) => post({ t: 'log', kind, data })

export function opened(which: WebSocket): void {
  socket = which
}

export function closed(which: WebSocket): void {
  if (socket !== which) return
  socket = null
  settled = false
}

export const hangUp = () => socket?.close()

/** What waited for the connection goes out; unanswered requests go out again. */
export function settle(): void {
  if (settled) return
  settled = true
  for (const frame of outbox.splice(0)) sendNow(frame)
  for (const { frame } of asked.values()) sendNow(frame)
}

export function answered(frame: Extract<ToPage, { t: 'rpcres' }>): void {
  const waiting = asked.get(frame.n)
  asked.delete(frame.n)
  if (frame.ok) {
    waiting?.resolve(frame.r)
    return
  }
  const { name = 'Error', message, status } = frame.err
  waiting?.reject(Object.assign(new Error(message), { name }, status && { status }))
}
