import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, it } from 'vitest'
import { startApi } from '../support/api.ts'

it('closes at once though a browser opened connections in advance', async () => {
  const api = await startApi()
  const address = await api.server.listen({ port: 0, host: '127.0.0.1' })
  const unused = connect(Number(new URL(address).port), '127.0.0.1')
  await once(unused, 'connect')
  // the server has it once it answered a later one
  expect((await fetch(`${address}/healthz`)).status).toBe(200)
  const gone = once(unused, 'close')
  await api.close()
  await gone
}, 4_000)
