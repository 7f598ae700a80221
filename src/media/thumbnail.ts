import sharp from 'sharp'
import { largestPicture } from './types.ts'

const longestSide = 480

/** Writes a small WebP of the picture, upright and without its metadata. False where it cannot be drawn. */
export const writeThumbnail = async (picture: string, to: string): Promise<boolean> => {
  try {
    await sharp(picture, { limitInputPixels: largestPicture, failOn: 'truncated', sequentialRead: true })
      .autoOrient()
      .resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .toFile(to)
    return true
  } catch {
    return false
  }
}

/** At most `most` pieces of work at once; the others wait in line. */
export const inLine = (most: number) => {
  const waiting: (() => void)[] = []
  let running = 0
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= most) await new Promise<void>(go => waiting.push(go))
    else running++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
