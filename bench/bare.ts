/** A process of bare Fastify: a route that stores nothing, and one with a single insert in a transaction of its own. */
import type { AddressInfo } from 'node:net'
import BetterSqlite from 'better-sqlite3'
import Fastify from 'fastify'

interface Update {
  update_id: number
  message: { message_id: number; chat: { id: number }; date: number; text?: string; caption?: string }
}

const database = new BetterSqlite(process.argv[2])
database.pragma('journal_mode = WAL')
database.pragma('synchronous = FULL')
database.pragma('wal_autocheckpoint = 10000')
database.exec(
  'create table messages (n integer primary key, chat text, remote_id text, text text, at integer, unique (chat, remote_id))',
)
const insert = database.prepare('insert into messages (chat, remote_id, text, at) values (?, ?, ?, ?)')

const app = Fastify()
app.post('/nothing', async () => ({ ok: true }))
app.post<{ Body: Update }>('/insert', async request => {
  const { message_id, chat, text, caption, date } = request.body.message
  insert.run(String(chat.id), String(message_id), text ?? caption, date)
  return { ok: true }
})
await app.listen({ host: '127.0.0.1', port: 0 })
process.send?.({ port: (app.server.address() as AddressInfo).port })
