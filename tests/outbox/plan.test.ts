import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newId } from '../../src/domain/ids.ts'
import { fileKinds } from '../../src/domain/message.ts'
import { planParts, type Words } from '../../src/outbox/plan.ts'
import { lengthOf } from '../../src/text/length.ts'
import { limits } from '../support/house.ts'

const photo = () => ({ id: newId('fil'), kind: 'photo' as const })
const button = (label: string) => [{ label, value: label }]

describe('the plan of a message', () => {
  it('puts short words under a single picture, and long ones before it', () => {
    const file = photo()
    expect(planParts({ text: 'این', files: [file] }, limits)).toEqual([{ kind: 'file', file: file.id, caption: 'این' }])
    const long = 'کلمه '.repeat(300)
    expect(planParts({ text: long, files: [file] }, limits).map(({ kind }) => kind)).toEqual(['text', 'file'])
  })

  it('makes an album of pictures that stand together, as many as fit, and sends a document alone', () => {
    const files = [photo(), photo(), { id: newId('fil'), kind: 'document' as const }, photo()]
    expect(planParts({ text: '', files }, limits)).toEqual([
      { kind: 'album', files: [files[0]!.id, files[1]!.id] },
      { kind: 'file', file: files[2]!.id },
      { kind: 'file', file: files[3]!.id },
    ])
    const many = Array.from({ length: 13 }, photo)
    expect(
      planParts({ text: '', files: many }, limits).map(part => part.kind === 'album' && part.files.length),
    ).toEqual([10, 3])
  })

  it('hangs buttons on the last piece, and numbers them where the channel has none', () => {
    const buttons = [button('خراب'), button('نرسیده')]
    expect(planParts({ text: 'کدام؟', buttons }, limits)).toEqual([{ kind: 'text', text: 'کدام؟', buttons }])
    expect(planParts({ text: 'کدام؟', buttons }, { ...limits, buttons: 0 })).toEqual([
      { kind: 'text', text: 'کدام؟\n۱. خراب\n۲. نرسیده' },
    ])
    const english = { text: 'Which?', buttons: [button('Damaged'), button('Not arrived')] }
    expect(planParts(english, { ...limits, buttons: 0 })).toEqual([
      { kind: 'text', text: 'Which?\n1. Damaged\n2. Not arrived' },
    ])
  })

  it('sends no piece of nothing but white space', () => {
    const parts = planParts({ text: `one${'\n'.repeat(9_000)}two` }, limits)
    expect(parts.map(part => part.kind === 'text' && part.text.trim())).toEqual(['one', 'two'])
  })

  it('quotes once, loses no word and no file, and keeps to the limits, whatever is said', () => {
    const small = { ...limits, textLength: 40, captionLength: 10, albumFiles: 3 }
    const anyFile = fc.record({ id: fc.uuid().map(id => `fil_${id}` as const), kind: fc.constantFrom(...fileKinds) })
    const words: fc.Arbitrary<Words> = fc.record({
      text: fc.string({ unit: 'grapheme', maxLength: 200 }),
      files: fc.array(anyFile, { maxLength: 8 }),
      replyTo: fc.constant('msg_1' as const),
    })
    fc.assert(
      fc.property(words, said => {
        const parts = planParts(said, small)
        const texts = parts.map(part =>
          part.kind === 'text' ? part.text : 'caption' in part ? (part.caption ?? '') : '',
        )
        const files = parts.flatMap(part =>
          part.kind === 'file' ? [part.file] : part.kind === 'album' ? part.files : [],
        )
        expect(texts.join('').replace(/\s+/g, '')).toBe(said.text.replace(/\s+/g, ''))
        expect(files).toEqual(said.files!.map(({ id }) => id))
        expect(parts.filter(part => 'replyTo' in part)).toHaveLength(parts.length > 0 ? 1 : 0)
        for (const part of parts) {
          if (part.kind === 'text') expect(lengthOf(part.text)).toBeLessThanOrEqual(40)
          if (part.kind === 'album') expect(part.files.length).toBeLessThanOrEqual(3)
        }
      }),
    )
  })
})
