import { expect, test } from 'vitest'
import { inLine } from '../../src/domain/in-line.ts'

test('at most two things are done at once, and one that fails holds up none', async () => {
  const line = inLine(2)
  let running = 0
  let most = 0
  const work = async (fails: boolean) => {
    most = Math.max(most, ++running)
    await new Promise(resolve => setImmediate(resolve))
    running--
    if (fails) throw new Error('broken')
    return 'drawn'
  }
  const done = await Promise.allSettled(Array.from({ length: 9 }, (_, i) => line(() => work(i % 3 === 0))))
  expect(most).toBe(2)
  expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(6)
  expect(await line(() => work(false))).toBe('drawn')
})
