import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { beforeEach, describe, expect, test } from 'vitest'
import type { MediaStore } from '../../src/media/media.ts'
import { inlineSafe } from '../../src/media/serve.ts'
import {
  bomb,
  html,
  largePng,
  picture,
  polyglot,
  sidewaysPhoto,
  svg,
  truncatedPhoto,
  voiceNote,
} from '../media/samples.ts'

const roomy = { bytes: 50_000_000 }

/** What every keeper of files promises. `make` gives an empty one. */
export const mediaContract = (name: string, make: () => Promise<MediaStore>) => {
  describe(`the files in ${name}`, () => {
    let media: MediaStore
    const put = (content: Buffer) => media.put(Readable.from([content]), roomy)
    const thumbnail = async (key: string) => {
      const made = await media.thumbnail(key)
      return made && buffer(made)
    }
    beforeEach(async () => {
      media = await make()
    })

    test('come back as they were put, under the hash of their content', async () => {
      const content = await picture('png')
      const stored = await put(content)
      expect(stored).toEqual({
        key: createHash('sha256').update(content).digest('hex'),
        bytes: content.length,
        mime: 'image/png',
        width: 40,
        height: 30,
      })
      expect(await buffer(await media.open(stored.key))).toEqual(content)
    })

    test('are opened in parts for a player', async () => {
      const { key } = await put(Buffer.from('0123456789'))
      expect(`${await buffer(await media.open(key, { start: 2, end: 5 }))}`).toBe('2345')
      expect(`${await buffer(await media.open(key, { start: 9, end: 99 }))}`).toBe('9')
    })

    test('are what their bytes say', async () => {
      const types = [
        [await picture('jpeg'), 'image/jpeg'],
        [await picture('webp'), 'image/webp'],
        [await picture('gif'), 'image/gif'],
        [voiceNote(), 'audio/ogg'],
        [Buffer.from('%PDF-1.7\n'), 'application/pdf'],
        [polyglot, 'image/gif'],
        [html, 'application/octet-stream'],
        [svg, 'application/octet-stream'],
        [Buffer.from('سلام'), 'application/octet-stream'],
        [Buffer.alloc(0), 'application/octet-stream'],
        [Buffer.from('OggS'), 'application/octet-stream'],
      ] as const
      for (const [content, mime] of types) expect((await put(content)).mime).toBe(mime)
    })

    test('that could run in a browser are never shown inside our pages', async () => {
      for (const content of [html, svg, Buffer.from('%PDF-1.7\n'), Buffer.from('\uFEFF<html onload=x>')]) {
        expect(inlineSafe((await put(content)).mime)).toBe(false)
      }
    })

    test('with nothing in them are kept like others', async () => {
      const empty = await put(Buffer.alloc(0))
      expect(empty).toMatchObject({ bytes: 0, mime: 'application/octet-stream' })
      expect(await buffer(await media.open(empty.key))).toHaveLength(0)
      expect(await thumbnail(empty.key)).toBeNull()
    })

    test('that are too large are refused as soon as that is known', async () => {
      const block = Buffer.alloc(65_536, 1)
      let pulled = 0
      let most = 0
      const before = process.memoryUsage().arrayBuffers
      function* endless() {
        for (;;) {
          pulled += block.length
          most = Math.max(most, process.memoryUsage().arrayBuffers - before)
          yield block
        }
      }
      const source = Readable.from(endless())
      await expect(media.put(source, { bytes: 25_000_000 })).rejects.toMatchObject({
        name: 'AppError',
        code: 'too_large',
      })
      expect(pulled).toBeLessThan(28_000_000)
      expect(most).toBeLessThan(8_000_000)
      expect(source.destroyed).toBe(true)
    })

    test('of exactly the limit are kept', async () => {
      const stored = await media.put(Readable.from([Buffer.alloc(500), Buffer.alloc(500)]), { bytes: 1000 })
      expect(stored.bytes).toBe(1000)
      await expect(media.put(Readable.from([Buffer.alloc(1001)]), { bytes: 1000 })).rejects.toMatchObject({
        code: 'too_large',
      })
    })

    test('that break off on their way are not kept at all', async () => {
      const content = await picture('png')
      const breaking = Readable.from(
        (function* () {
          yield content
          throw new Error('connection lost')
        })(),
      )
      await expect(media.put(breaking, roomy)).rejects.toThrow('connection lost')
      await expect(media.open(createHash('sha256').update(content).digest('hex'))).rejects.toMatchObject({
        code: 'not_found',
      })
    })

    test('of the same content are one, also when put at the same time', async () => {
      const content = await picture('jpeg')
      const stored = await Promise.all(Array.from({ length: 8 }, () => put(content)))
      expect(new Set(stored.map(({ key }) => key)).size).toBe(1)
      expect(await buffer(await media.open(stored[0]?.key ?? ''))).toEqual(content)
    })

    test('that are not there are said to be not there', async () => {
      for (const key of ['0'.repeat(64), '', '../../etc/passwd', '..', 'A'.repeat(64), `${'0'.repeat(64)}/x`]) {
        await expect(media.open(key), key).rejects.toMatchObject({ code: 'not_found' })
        await expect(media.thumbnail(key), key).rejects.toMatchObject({ code: 'not_found' })
      }
    })

    test('are gone after they were deleted, with their thumbnail, and deleting again is no error', async () => {
      const { key } = await put(await picture('png'))
      await thumbnail(key)
      await media.delete(key)
      await media.delete(key)
      await expect(media.open(key)).rejects.toMatchObject({ code: 'not_found' })
      await expect(media.thumbnail(key)).rejects.toMatchObject({ code: 'not_found' })
    })

    test('that are photos have a small picture: upright, and without where it was taken', async () => {
      const { key, width, height } = await put(await sidewaysPhoto(2000, 1000))
      expect({ width, height }).toEqual({ width: 1000, height: 2000 })
      expect((await sharp(await buffer(await media.open(key))).metadata()).exif).toBeDefined()
      const small = await sharp((await thumbnail(key)) ?? undefined).metadata()
      expect(small).toMatchObject({ format: 'webp', width: 240, height: 480 })
      expect(small.exif).toBeUndefined()
      expect(small.orientation).toBeUndefined()
    })

    test('that are small pictures are not made larger', async () => {
      const { key } = await put(await picture('png', 20, 10))
      expect(await sharp((await thumbnail(key)) ?? undefined).metadata()).toMatchObject({ width: 20, height: 10 })
    })

    test('have a small picture also where they are large, if they can be drawn line by line', async () => {
      const { key } = await put(await largePng(false))
      expect(await sharp((await thumbnail(key)) ?? undefined).metadata()).toMatchObject({ width: 480, height: 480 })
    })

    test('have one small picture, however many ask for it at once', async () => {
      const { key } = await put(await picture('jpeg', 1200, 800))
      const made = await Promise.all(Array.from({ length: 12 }, () => thumbnail(key)))
      expect(made[0]?.length).toBeGreaterThan(0)
      for (const each of made) expect(each).toEqual(made[0])
    })

    test('that are no pictures, or broken ones, or made to fill the memory, have none', async () => {
      const bombs = [bomb(), await largePng(true)]
      for (const content of [html, svg, polyglot, voiceNote(), await truncatedPhoto(), ...bombs]) {
        const { key } = await put(content)
        expect(await thumbnail(key)).toBeNull()
        expect(await buffer(await media.open(key))).toEqual(content)
      }
    })
  })
}
