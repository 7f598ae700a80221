import { cleanFileName } from '../text/names.ts'
import { films, rasterImages, sounds } from './types.ts'

/** Whether a browser may show it in our pages: what it only draws or plays, never what it could run. */
export const inlineSafe = (mime: string): boolean => rasterImages.has(mime) || sounds.has(mime) || films.has(mime)

/** Whether it can be shown small: `MediaStore.thumbnail` may make something of it. */
export const isPicture = (mime: string): boolean => rasterImages.has(mime)

/** How a stored file is answered, so that nothing in it ever runs with our session. `mime` is that of `StoredFile`. */
export const headersFor = ({ mime, name }: { mime: string; name: string }): Record<string, string> => ({
  'content-type': inlineSafe(mime) ? mime : 'application/octet-stream',
  'content-disposition': `${inlineSafe(mime) ? 'inline' : 'attachment'}; ${fileNameParameters(name)}`,
  'x-content-type-options': 'nosniff',
  'content-security-policy': "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'",
  'cross-origin-resource-policy': 'same-origin',
  // The key is the content's hash, so what stands under it never changes.
  'cache-control': 'private, max-age=31536000, immutable',
})

/** RFC 6266: an ASCII name for old programs, the real one by RFC 5987. */
const fileNameParameters = (name: string): string => {
  const clean = cleanFileName(name, 'file')
  const ascii = clean.replace(/[^\x20-\x7E]/g, '_').replace(/["\\%]/g, '_')
  const encoded = encodeURIComponent(clean).replace(
    /['()*]/g,
    sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `filename="${ascii}"; filename*=UTF-8''${encoded}`
}
