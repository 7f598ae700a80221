import { z } from 'zod'
import type { ThreadCursor } from '../storage/queries/threads.ts'
import { ProblemError } from './problems.ts'
import { threadId } from './schemas/common.ts'

/** Of all databases the first to know no later time: the year 9999. */
const endOfTime = 253_402_300_799_999
const place = z.tuple([z.int().min(0).max(endOfTime), threadId])

/** Opaque to who gets it, so that a view's order may change. */
export const writeCursor = ({ at, id }: ThreadCursor): string =>
  Buffer.from(JSON.stringify([at.getTime(), id])).toString('base64url')

export function readCursor(cursor: string): ThreadCursor {
  const [at, id] = parsed(cursor)
  return { at: new Date(at), id }
}

function parsed(cursor: string) {
  try {
    return place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    const errors = [{ path: 'cursor', message: 'Give back a cursor as it was given to you.' }]
    throw new ProblemError('invalid', 'Not as expected: cursor.', { errors })
  }
}
