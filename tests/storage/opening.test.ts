import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../../src/storage/open.ts'
import { OpenError } from '../../src/storage/open-error.ts'
import { silentLog, testStores } from '../support/databases.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shenava-opening-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const open = (url: string, alone = false) => openStore({ url, log: silentLog, alone })
const troubleOf = (url: string, alone = false) =>
  open(url, alone).then(
    () => null,
    (error: unknown) => {
      if (!(error instanceof OpenError)) throw error
      return error
    },
  )

describe('a database that cannot be opened', () => {
  it('says so in a sentence where its file cannot be written', async () => {
    await writeFile(join(folder, 'file'), '')
    await mkdir(join(folder, 'folder'))
    for (const path of ['file/shenava.db', 'folder']) {
      const error = await troubleOf(`file:${join(folder, path)}`)
      expect(error, path).toMatchObject({ trouble: 'unwritable' })
      expect(error?.message).toMatch(/cannot be written \(E[A-Z]+\)\.$/)
    }
  })

  it('says so where the file is something else', async () => {
    const file = join(folder, 'photo.db')
    await writeFile(file, 'not a database '.repeat(1_000))
    expect(await troubleOf(`file:${file}`)).toMatchObject({
      trouble: 'damaged',
      message: expect.stringContaining(file),
    })
  })

  it('says so where no server answers, without the password in its address', async () => {
    for (const host of ['127.0.0.1:1', 'localhost:1', 'nowhere.invalid']) {
      const error = await troubleOf(`postgres://shop:s3cret@${host}/shenava`)
      expect(error, host).toMatchObject({ trouble: 'unreachable' })
      expect(error?.message).toMatch(/does not answer \(\w+\)\.$/)
      expect(error?.message).not.toContain('s3cret')
    }
  })

  it('says so where the server refuses the name, the password or the database', async () => {
    const database = await testStores()[1]!.create()
    const wrong = new URL(database.url)
    wrong.pathname = '/no_such_database'
    expect(await troubleOf(wrong.href)).toMatchObject({ trouble: 'refused' })
    wrong.username = 'no_such_role'
    expect(await troubleOf(wrong.href)).toMatchObject({ trouble: 'refused' })
    await database.drop()
  })
})

describe('a database kept for one service', () => {
  it('is refused to a second one until the first has closed, and open to a look all the time', async () => {
    const url = `file:${join(folder, 'alone.db')}`
    const first = await open(url, true)
    const refused = await troubleOf(url, true)
    expect(refused).toMatchObject({ trouble: 'in_use' })
    expect(refused?.message).toContain('Another Shenava')
    const look = await open(url)
    expect(await look.read.agents.adminExists()).toBe(false)
    await look.close()
    await first.close()
    const second = await open(url, true)
    await second.close()
  })

  it('is not kept by one that could not start', async () => {
    const file = join(folder, 'mended.db')
    await writeFile(file, 'not a database '.repeat(1_000))
    expect(await troubleOf(`file:${file}`, true)).toMatchObject({ trouble: 'damaged' })
    await rm(file)
    await (await open(`file:${file}`, true)).close()
  })

  it('serves several nodes where it is a server', async () => {
    const database = await testStores()[1]!.create()
    const nodes = [await open(database.url, true), await open(database.url, true)]
    await Promise.all(nodes.map(node => node.close()))
    await database.drop()
  })
})
