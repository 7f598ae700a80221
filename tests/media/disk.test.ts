import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { diskMedia } from '../../src/media/disk.ts'
import { mediaContract } from '../contracts/media.contract.ts'
import { picture } from './samples.ts'

let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'shenava-media-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))
const folder = () => mkdtemp(join(root, 'm-'))

mediaContract('a folder', async () => diskMedia(await folder()))

const filesIn = async (path: string) =>
  (await readdir(path, { recursive: true, withFileTypes: true })).filter(entry => entry.isFile())

test('only their owner can read the files, and each stands in the folder of its first two letters', async () => {
  const at = join(await folder(), 'new')
  const { key } = await diskMedia(at).put(Readable.from([Buffer.from('سلام')]), { bytes: 100 })
  const path = join(at, key.slice(0, 2), key)
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  for (const each of [at, join(at, key.slice(0, 2)), join(at, 'tmp')])
    expect((await stat(each)).mode & 0o777).toBe(0o700)
})

test('nothing unfinished stays, whether it was kept, known already, too large or broken', async () => {
  const at = await folder()
  const media = diskMedia(at)
  const content = await picture('jpeg', 600, 600)
  for (let i = 0; i < 2; i++) await media.thumbnail((await media.put(Readable.from([content]), { bytes: 1e6 })).key)
  await expect(media.put(Readable.from([content]), { bytes: 10 })).rejects.toThrow()
  await expect(
    media.put(
      new Readable({
        read() {
          this.destroy(new Error('lost'))
        },
      }),
      { bytes: 10 },
    ),
  ).rejects.toThrow('lost')
  expect(await readdir(join(at, 'tmp'))).toEqual([])
  expect(await filesIn(at)).toHaveLength(2)
})

test('what a crash left behind is cleared at the next start, what another node is writing is not', async () => {
  const at = await folder()
  await mkdir(join(at, 'tmp'))
  await writeFile(join(at, 'tmp', 'old'), 'half')
  await writeFile(join(at, 'tmp', 'young'), 'half')
  const yesterday = new Date(Date.now() - 86_400_000)
  await utimes(join(at, 'tmp', 'old'), yesterday, yesterday)
  await diskMedia(at).put(Readable.from([Buffer.from('x')]), { bytes: 10 })
  expect(await readdir(join(at, 'tmp'))).toEqual(['young'])
})

test('a file that was cut by a broken disk is made whole by the same content', async () => {
  const at = await folder()
  const media = diskMedia(at)
  const { key } = await media.put(Readable.from([Buffer.from('whole')]), { bytes: 10 })
  await writeFile(join(at, key.slice(0, 2), key), 'wh')
  await media.put(Readable.from([Buffer.from('whole')]), { bytes: 10 })
  expect((await stat(join(at, key.slice(0, 2), key))).size).toBe(5)
})

test('a folder that cannot be made is an error of the first use, not of the program', async () => {
  const at = join(await folder(), 'file')
  await writeFile(at, '')
  const media = diskMedia(join(at, 'inside'))
  await expect(media.put(Readable.from([Buffer.from('x')]), { bytes: 10 })).rejects.toThrow()
})
