/** A process that posts what customers write, and keeps count of what was acknowledged. */
import { setTimeout as delay } from 'node:timers/promises'
import { type Connection, openConnection, type Target } from './connection.ts'
import { listen } from './listen.ts'
import type { Acknowledged, Answer, Console, Order } from './orders.ts'
import { type Post, trafficFrom } from './traffic.ts'

const CONNECTIONS = 64
const CUSTOMERS_EACH = 1_000_000_000
const traffics = new Map<string, () => Post>()
const acknowledged = new Map<string, Acknowledged[]>()

function of(name: string) {
  const next = traffics.get(name) ?? trafficFrom((traffics.size + 1) * CUSTOMERS_EACH)
  const kept = acknowledged.get(name) ?? []
  traffics.set(name, next)
  acknowledged.set(name, kept)
  return { next, kept }
}

/** As many as are answered within `ms`, with all connections busy all the time. */
async function flood({ name, target, ms, untilKilled }: Extract<Order, { do: 'flood' }>): Promise<Answer> {
  const { next, kept } = of(name)
  const latencies: number[] = []
  const connections = await Promise.all(Array.from({ length: CONNECTIONS }, () => openConnection(target)))
  const began = performance.now()
  const until = began + ms

  async function keepPosting(connection: Connection) {
    for (let sent = performance.now(); sent < until; sent = performance.now()) {
      const { body, ...post } = next()
      const status = await connection.post(body)
      if (status !== 200) throw new Error(`${name} answered ${status}`)
      latencies.push(performance.now() - sent)
      kept.push(post)
    }
    connection.close()
  }
  const all = connections.map(keepPosting)
  await (untilKilled ? Promise.allSettled(all) : Promise.all(all))
  return { latencies, seconds: (performance.now() - began) / 1000 }
}

/** `perSecond` messages, evenly: from the post to its event at a console. */
async function trickle(name: string, target: Target, at: Console, count: number, perSecond: number): Promise<Answer> {
  const { next, kept } = of(name)
  const connections = await Promise.all(Array.from({ length: CONNECTIONS }, () => openConnection(target)))
  const console = await listen(at)
  const began = performance.now()
  const latencies = await Promise.all(
    Array.from({ length: count }, async (_, i) => {
      await delay((i * 1000) / perSecond)
      const { body, ...post } = next()
      const told = console.hears(post.text)
      const sent = performance.now()
      const connection = connections.pop() ?? (await openConnection(target))
      if ((await connection.post(body)) !== 200) throw new Error(`${name} refused a message`)
      connections.push(connection)
      kept.push(post)
      return (await told) - sent
    }),
  )
  console.close()
  for (const connection of connections) connection.close()
  return { latencies, seconds: (performance.now() - began) / 1000 }
}

async function obey(order: Order): Promise<Answer | Acknowledged[]> {
  switch (order.do) {
    case 'flood':
      return flood(order)
    case 'trickle':
      return trickle(order.name, order.target, order.console, order.count, order.perSecond)
    case 'tell':
      return acknowledged.get(order.name) ?? []
  }
}

process.on('message', (order: Order) => {
  obey(order).then(
    answer => process.send?.({ answer }),
    error => process.send?.({ error: String(error) }),
  )
})
