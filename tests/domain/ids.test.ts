import { describe, expect, it } from 'vitest'
import { newId } from '../../src/domain/ids.ts'

describe('a new id', () => {
  it('sorts after every id made before it, also within one millisecond', () => {
    const ids = Array.from({ length: 5_000 }, () => newId('msg'))
    expect(ids.toSorted()).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('says what it names, and is a UUID of version 7 without dashes', () => {
    expect(newId('thr')).toMatch(/^thr_[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/)
  })
})
