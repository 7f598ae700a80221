import { expect, it } from 'vitest'
import { openWhatsApp } from '../../src/sandbox/whatsapp.ts'
import { seedWhatsApp } from '../../src/sandbox/whatsapp-seed.ts'
import type { WhatsAppCustomer } from '../../src/sandbox/whatsapp-web/contract.ts'
import { linkedPage, wireText } from './whatsapp-web/bare-page.ts'

const quick = { silentMs: 1000, pauseMs: 50 }

/** A shop whose line is up, linked without a browser. */
async function shop() {
  const whatsapp = {
    ...(await openWhatsApp(undefined, '/usr/bin/chromium', { pageFile: null })),
    up: Promise.resolve(),
  }
  const { phone } = whatsapp
  const { page } = await linkedPage(whatsapp.web, phone.number)
  const said = () => phone.customers().flatMap((customer: WhatsAppCustomer) => customer.messages())
  return { ...whatsapp, whatsapp, page, said }
}

it('fills the number with customers at different stages, and a second time does nothing', async () => {
  const { whatsapp, web, phone, page, said, close } = await shop()
  let count = 0
  // answers every message of a customer
  const unwatch = web.watch(phone, change => {
    if (change.kind !== 'message' || change.message.from !== 'customer' || change.message.ticks !== 'sent') return
    const to = phone.customer(change.person).wid()
    void page.ask('sendMsg', { msg: wireText(to, `3EB0${++count}`, 'خب؟') })
  })
  await seedWhatsApp(whatsapp, quick)
  unwatch()
  const texts = said().map(({ text }) => text)
  expect(phone.customers().length).toBeGreaterThanOrEqual(2)
  expect(texts).toEqual(expect.arrayContaining(['۱', '2', expect.stringMatching(/ك.*[٠-٩]/)]))
  expect(said().some(({ files }) => files[0]?.as === 'photo')).toBe(true)
  const before = texts.length
  await seedWhatsApp(whatsapp, quick)
  expect(said()).toHaveLength(before)
  await close()
})

it('customers say no more than their first words to a shop that keeps silent', async () => {
  const { whatsapp, phone, said, close } = await shop()
  await seedWhatsApp(whatsapp, { silentMs: 20, pauseMs: 20 })
  expect(said()).toHaveLength(phone.customers().length)
  await close()
})

it('nobody writes before the line is up', async () => {
  const { whatsapp, said, close } = await shop()
  let goUp = () => {}
  const up = new Promise<void>(resolve => {
    goUp = resolve
  })
  const seeded = seedWhatsApp({ ...whatsapp, up }, { silentMs: 20, pauseMs: 20 })
  expect(said()).toEqual([])
  goUp()
  await seeded
  expect(said()).not.toEqual([])
  await close()
})
