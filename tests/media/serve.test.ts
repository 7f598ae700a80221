import { describe, expect, test } from 'vitest'
import { headersFor, inlineSafe } from '../../src/media/serve.ts'

test('only what a browser draws or plays is shown inside a page', () => {
  for (const mime of ['image/jpeg', 'image/png', 'image/webp', 'audio/ogg', 'audio/mpeg', 'video/mp4'])
    expect(inlineSafe(mime), mime).toBe(true)
  for (const mime of [
    'image/svg+xml',
    'text/html',
    'application/xhtml+xml',
    'application/pdf',
    'text/xml',
    'application/octet-stream',
    'IMAGE/SVG',
    '',
    'constructor',
  ])
    expect(inlineSafe(mime), mime).toBe(false)
})

describe('a file is answered', () => {
  test('as what it is where that is safe', () => {
    expect(headersFor({ mime: 'image/jpeg', name: 'photo.jpg' })).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': `inline; filename="photo.jpg"; filename*=UTF-8''photo.jpg`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=31536000, immutable',
    })
  })
  test('in a sandbox and for saving where it is not', () => {
    const headers = headersFor({ mime: 'text/html', name: 'a.html' })
    expect(headers['content-type']).toBe('application/octet-stream')
    expect(headers['content-disposition']).toMatch(/^attachment;/)
    expect(headers['content-security-policy']).toMatch(/^sandbox;/)
  })
  test.each([
    ['عکس «۱».jpg', `filename="___ ___.jpg"; filename*=UTF-8''%D8%B9%DA%A9%D8%B3%20%C2%AB%DB%B1%C2%BB.jpg`],
    [
      'a"; filename=evil.exe\r\nSet-Cookie: x',
      `filename="a_; filename=evil.exe Set-Cookie_ x"; filename*=UTF-8''a_%3B%20filename%3Devil.exe%20Set-Cookie_%20x`,
    ],
    ["it's (1)*.png", `filename="it's (1)_.png"; filename*=UTF-8''it%27s%20%281%29_.png`],
    ['../../x\uD800', `filename="_.._x"; filename*=UTF-8''_.._x`],
    ['', `filename="file"; filename*=UTF-8''file`],
  ])('under a clean name: «%s»', (name, parameters) => {
    expect(headersFor({ mime: 'image/png', name })['content-disposition']).toBe(`inline; ${parameters}`)
  })
})
