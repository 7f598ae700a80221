import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'

export const picture = (format: 'jpeg' | 'png' | 'webp' | 'gif', width = 40, height = 30): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 80, b: 40 } } })
    .toFormat(format)
    .toBuffer()

/** Lying on its side by EXIF, and saying where it was taken. */
export const sidewaysPhoto = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: 'teal' } })
    .jpeg()
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD0: { Copyright: 'Sara' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '35/1 41/1 0/1' } })
    .toBuffer()

/** Noise, so that it is large enough to be cut in the middle of its picture. */
export const truncatedPhoto = async (): Promise<Buffer> => {
  const whole = await sharp({
    create: {
      width: 600,
      height: 600,
      channels: 3,
      background: 'black',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .jpeg()
    .toBuffer()
  return whole.subarray(0, whole.length / 2)
}

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** A few kilobytes that draw 400 million pixels. */
export const bomb = (): Buffer => {
  const side = 20_000
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set([1, 0, 0, 0, 0], 8)
  const rows = Buffer.alloc((side / 8 + 1) * side)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A few kilobytes of 42 million pixels: unpacked as a whole where it is interlaced, line by line where it is not. */
export const largePng = (interlaced: boolean): Promise<Buffer> =>
  sharp({ create: { width: 6_500, height: 6_500, channels: 3, background: 'teal' } })
    .toColourspace('b-w')
    .png({ progressive: interlaced, compressionLevel: 1 })
    .toBuffer()

/** The first page of a voice note as Telegram sends it. */
export const voiceNote = (): Buffer => {
  const page = Buffer.alloc(28)
  page.write('OggS', 0, 'latin1')
  page.set([2, 1, 19], 5)
  page.set([1, 19], 26)
  return Buffer.concat([page, Buffer.from('OpusHead\x01\x01', 'latin1'), Buffer.alloc(64)])
}

export const html = Buffer.from('<!DOCTYPE html><html><body><script>alert(document.cookie)</script></body></html>')
export const svg = Buffer.from(
  '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
)
/** A picture by its first bytes, a page by the rest. */
export const polyglot = Buffer.concat([Buffer.from('GIF89a/*', 'latin1'), html, Buffer.from('*/', 'latin1')])
