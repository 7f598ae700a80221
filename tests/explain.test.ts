import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { explain } from '../src/explain.ts'
import { newPlace, type Place, type Settings, startService } from './support/service.ts'

let place: Place
beforeAll(async () => {
  place = await newPlace()
})
afterAll(() => place.remove())

/** What the command line would say of a start with these settings. */
const ending = (settings: Settings) =>
  startService(settings, place).then(
    async service => {
      await service.close()
      return null
    },
    (error: unknown) => explain(error),
  )

describe('a service that cannot start', () => {
  it('says that its port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const alone = await newPlace()
    const told = await startService({ PORT: String(port) }, alone).catch(explain)
    expect(told).toEqual({ code: 69, text: expect.stringContaining(`Port ${port} is in use`) })
    await alone.remove()
    other.close()
  })

  it('says that its host is not of this machine', async () => {
    for (const HOST of ['192.0.2.1', 'nowhere.invalid']) {
      const alone = await newPlace()
      const told = await startService({ HOST }, alone).catch(explain)
      expect(told).toEqual({ code: 78, text: expect.stringContaining(`HOST ${HOST} is no address`) })
      await alone.remove()
    }
  })

  it('says that its folder cannot be written', async () => {
    const DATA_DIR = join(place.dataDir, 'a file')
    await writeFile(DATA_DIR, '')
    expect(await ending({ DATA_DIR })).toEqual({ code: 73, text: expect.stringContaining(DATA_DIR) })
  })

  it('says that the database does not answer', async () => {
    const told = await ending({ DATABASE_URL: 'postgres://shop:s3cret@127.0.0.1:1/shenava' })
    expect(told).toEqual({ code: 69, text: 'Shenava stopped: The database does not answer (ECONNREFUSED).' })
  })

  it('says that another one has its data, which goes on undisturbed', async () => {
    const first = await startService({}, place)
    const other = await newPlace()
    const told = await startService({ DATA_DIR: place.dataDir, PORT: String(other.port) }, place).catch(explain)
    expect(told).toEqual({ code: 75, text: expect.stringContaining('Another Shenava works with') })
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200)
    await first.close()
    await other.remove()
  })

  it('says something of an error that says nothing of itself', () => {
    expect(explain(new AggregateError([]))).toMatchObject({ code: 70, text: expect.stringMatching(/stopped: \w+/) })
  })
})
