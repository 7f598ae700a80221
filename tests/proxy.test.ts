import { afterEach, describe, expect, it } from 'vitest'
import { startService } from './support/service.ts'

let service: Awaited<ReturnType<typeof startService>>
afterEach(() => service.close())

/** How many guesses from "everywhere" are refused before anybody looks. */
async function refusedGuesses(): Promise<number> {
  let refused = 0
  for (let n = 1; n <= 12; n += 1) {
    const answer = await fetch(`${service.url}/api/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': `198.51.100.${n}` },
      body: JSON.stringify({ token: 'x'.repeat(43), name: 'x', email: 'x@shop.test', password: 'correct horse' }),
    })
    if (answer.status === 429) refused += 1
  }
  return refused
}

describe('where a request says that it comes from', () => {
  it('is not believed as long as nobody said that a proxy stands in front', async () => {
    service = await startService()
    expect(await refusedGuesses()).toBe(2)
  })

  it('is believed of a proxy on this machine once there is a public address', async () => {
    service = await startService({ PUBLIC_URL: 'https://care.test' })
    expect(await refusedGuesses()).toBe(0)
  })
})
