import { createPrivateKey, X509Certificate } from 'node:crypto'
import { expect, it } from 'vitest'
import { selfSigned } from '../../../src/sandbox/whatsapp-web/certificate.ts'

it('makes a certificate that OpenSSL takes, whatever its random number is', () => {
  for (let run = 0; run < 300; run++) {
    const { key, cert } = selfSigned('web.whatsapp.com')
    const read = new X509Certificate(cert)
    expect(read.checkPrivateKey(createPrivateKey(key))).toBe(true)
    expect(read.subjectAltName).toBe('DNS:web.whatsapp.com')
    expect(read.serialNumber).toMatch(/^[4-7][0-9A-F]{23}$/)
  }
})
