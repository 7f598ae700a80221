import sharp, { type Metadata } from 'sharp'
import { largestInMemory, largestPicture } from './types.ts'

const longestSide = 480

/** Writes a small WebP of the picture, upright and without its metadata. False where it cannot be drawn. */
export const writeThumbnail = async (picture: string, to: string): Promise<boolean> => {
  try {
    const drawn = sharp(picture, { limitInputPixels: largestPicture, failOn: 'truncated', sequentialRead: true })
    const about = await drawn.metadata()
    if (isDrawnWhole(about) && about.width * about.height > largestInMemory) return false
    await drawn
      .autoOrient()
      .resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .toFile(to)
    return true
  } catch {
    return false
  }
}

/** Most pictures are drawn line by line; these are not to be had before all of it is unpacked, however small the file. */
const isDrawnWhole = ({ format, isProgressive, orientation = 1 }: Metadata): boolean =>
  format !== 'jpeg' ? format !== 'png' || isProgressive === true || orientation > 1 : isProgressive === true
