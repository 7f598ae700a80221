import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Which number stands behind a LID, as far as WhatsApp's server was ever asked; null: asked, and not told. It is asked once
 * for each, and for good: an account that asks often looks like one that probes numbers.
 */
export interface Names {
  /** Undefined: nobody asked yet. */
  numberOf(lid: string): string | null | undefined
  learn(lid: string, pn: string | null): void
}

export function namesIn(folder: string): Names {
  const file = join(folder, 'names.json')
  const known = new Map<string, string | null>(read(file))
  return {
    numberOf: lid => known.get(lid),
    learn(lid, pn) {
      if (known.get(lid) === pn) return
      known.set(lid, pn)
      writeFileSync(file, JSON.stringify([...known]), { mode: 0o600 })
    },
  }
}

function read(file: string): [string, string | null][] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as [string, string | null][]
  } catch {
    return []
  }
}
