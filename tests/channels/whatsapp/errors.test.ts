import { describe, expect, it } from 'vitest'
import { failureOf, harmless } from '../../../src/channels/whatsapp/worker/errors.ts'

describe('an error of the page, in the log', () => {
  it('says nothing that somebody said, and no number', () => {
    const quoting = new SyntaxError(`Unexpected token 'h', "hello, my card "... is not valid JSON`)
    expect(harmless(quoting)).toBe(`Unexpected token 'h', "?"... is not valid JSON`)
    expect(harmless(new Error('cannot send "hello'))).toBe('cannot send "?"')
    expect(harmless(new Error('no chat 989120001000@c.us سلام\nat x'))).toBe('no chat #@c.us ????')
  })

  it('still tells a page that is gone from one that refuses', () => {
    expect(failureOf(new Error("Cannot read properties of undefined (reading 'getChat')")).how).toBe('gone')
    expect(failureOf(new Error('No LID for user')).how).toBe('page')
  })
})
