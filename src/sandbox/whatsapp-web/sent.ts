import type { Sent } from './contract.ts'
import { customerOf } from './customers.ts'
import { isRevoked, type MessageRecord, serialised } from './messages.ts'
import { fileAt, type World } from './world.ts'

/** What the business sent, as a test looks at it. */
export function toSent(world: World, phone: string, record: MessageRecord): Sent {
  const { wire } = record
  const file = fileAt(world, wire.directPath)
  return {
    id: wire.id.id,
    serialized: serialised(record),
    to: wire.id.remote,
    customer: customerOf(world, phone, wire.id.remote)?.number,
    type: wire.type,
    body: wire.body ?? undefined,
    caption: wire.caption,
    quotedId: wire.quotedStanzaID,
    get bytes() {
      return file && world.blobs.get(file.blob)
    },
    mimetype: file && wire.mimetype,
    filename: wire.filename,
    lat: wire.lat,
    lng: wire.lng,
    loc: wire.loc,
    vcards: wire.vcardList,
    t: wire.t,
    at: record.at,
    ack: wire.ack,
    edits: record.edits,
    revoked: isRevoked(record),
    raw: wire,
  }
}
