import { createSecureContext } from 'node:tls'
import { expect, it } from 'vitest'
import { selfSigned } from '../../../src/sandbox/whatsapp-web/certificate.ts'

it('makes certificates that can be read, whatever number chance gives them', () => {
  const made = Array.from({ length: 1_500 }, () => selfSigned('web.whatsapp.com'))
  for (const { key, cert } of made) expect(() => createSecureContext({ key, cert })).not.toThrow()
})
