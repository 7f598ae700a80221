import sharp from 'sharp'
import type { PhoneFile } from '../telegram/contract.ts'
import { type DrawingName, drawings } from './drawings.ts'

export const pictureNames = Object.keys(drawings) as DrawingName[]

/** A drawing as a customer's phone would send it. */
export async function picture(name: DrawingName): Promise<PhoneFile> {
  return asPhoto(Buffer.from(drawings[name]))
}

/** As a phone prepares a photo: upright, at most 1280 wide or high, JPEG. Rejects where the bytes are no picture. */
export async function asPhoto(bytes: Buffer): Promise<PhoneFile> {
  const { data, info } = await sharp(bytes)
    .rotate()
    .resize(1280, 1280, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 82 })
    .toBuffer({ resolveWithObject: true })
  return { bytes: data, width: info.width, height: info.height, mime: 'image/jpeg' }
}
