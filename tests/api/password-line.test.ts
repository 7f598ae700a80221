import { setImmediate as turn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { passwordLine } from '../../src/api/auth/password-line.ts'

it('of a crowd of strangers two are looked at together, and who makes the line too long is sent away; those known wait', async () => {
  const line = passwordLine()
  const ends: (() => void)[] = []
  let most = 0
  let underWay = 0
  const look = async () => {
    underWay += 1
    most = Math.max(most, underWay)
    await new Promise<void>(end => ends.push(end))
    underWay -= 1
    return 'looked at'
  }
  const strangers = Array.from({ length: 60 }, () => line(look, { known: false }).catch(error => error.problem.code))
  const known = line(look, { known: true })
  for (let done = 0; done < 41; done += 1) {
    while (ends.length === 0) await turn()
    ends.shift()?.()
  }
  const all = await Promise.all(strangers)
  expect(all.slice(0, 40)).toEqual(Array(40).fill('looked at'))
  expect(all.slice(40)).toEqual(Array(20).fill('unavailable'))
  expect(await known).toBe('looked at')
  expect(most).toBe(2)
})
