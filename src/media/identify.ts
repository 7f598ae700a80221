import { FileTypeParser } from 'file-type'
import sharp from 'sharp'
import { largestPicture, rasterImages } from './types.ts'

const unknown = 'application/octet-stream'
const patienceMs = 5_000

/** What the bytes of a file say it is, without parameters. Text of any kind (HTML, SVG, XML, CSV) says nothing here. */
export const mimeOf = async (path: string): Promise<string> => {
  try {
    const found = await new FileTypeParser({ signal: AbortSignal.timeout(patienceMs) }).fromFile(path)
    const mime = found?.mime.split(';')[0] ?? unknown
    return mime.endsWith('xml') || mime.startsWith('text/') ? unknown : mime
  } catch {
    return unknown // a file that ends in the middle of its header
  }
}

/** In pixels, as it is to be shown; nothing where it is no picture, or a broken one. */
export const sizeOf = async (path: string, mime: string): Promise<{ width: number; height: number } | null> => {
  if (!rasterImages.has(mime)) return null
  try {
    const { autoOrient } = await sharp(path, { limitInputPixels: largestPicture }).metadata()
    return { width: autoOrient.width, height: autoOrient.height }
  } catch {
    return null
  }
}
