import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** PEM, and the base64 SHA-256 of the public key that Chromium is told to trust. */
export interface Certificate {
  key: string
  cert: string
  spki: string
}

const DAY = 86_400_000

/** A self-signed TLS certificate for one run. Written as DER by hand: Node makes keys, but no certificates. */
export function selfSigned(host: string): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const publicDer = publicKey.export({ type: 'spki', format: 'der' })
  const algorithm = sequence(oid('1.2.840.10045.4.3.2'))
  const name = sequence(set(sequence(oid('2.5.4.3'), tagged(0x0c, Buffer.from(host)))))
  const validity = sequence(utcTime(Date.now() - DAY), utcTime(Date.now() + 365 * DAY))
  const names = sequence(oid('2.5.29.17'), tagged(0x04, sequence(tagged(0x82, Buffer.from(host)))))
  const body = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    // DER takes no number with a zero before it.
    integer(Buffer.concat([Buffer.from([1]), randomBytes(11)])),
    algorithm,
    name,
    validity,
    name,
    publicDer,
    tagged(0xa3, sequence(names)),
  )
  const signature = sign('sha256', body, privateKey)
  const der = sequence(body, algorithm, tagged(0x03, Buffer.from([0]), signature))
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    spki: createHash('sha256').update(publicDer).digest('base64'),
  }
}

function tagged(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag]), length(body.length), body])
}

function length(count: number): Buffer {
  if (count < 0x80) return Buffer.from([count])
  const bytes: number[] = []
  for (let rest = count; rest > 0; rest >>= 8) bytes.unshift(rest & 0xff)
  return Buffer.from([0x80 | bytes.length, ...bytes])
}

const sequence = (...parts: Buffer[]) => tagged(0x30, ...parts)
const set = (...parts: Buffer[]) => tagged(0x31, ...parts)

/** A first bit set would make it negative. */
const integer = (bytes: Buffer) =>
  tagged(0x02, (bytes[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes)

function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}

function base128(value: number): number[] {
  const bytes = [value & 0x7f]
  for (let rest = value >> 7; rest > 0; rest >>= 7) bytes.unshift((rest & 0x7f) | 0x80)
  return bytes
}

function utcTime(at: number): Buffer {
  const digits = new Date(at).toISOString().replace(/[-:T]/g, '')
  return tagged(0x17, Buffer.from(`${digits.slice(2, 14)}Z`))
}
