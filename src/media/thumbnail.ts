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
