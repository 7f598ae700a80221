import { expect, it } from 'vitest'
import { barePage, linkedPage, qrOf, start } from './bare-page.ts'

it('links only the QR that is shown right now, with the keys of the page that shows it', async () => {
  const double = await start()
  const phone = double.phone('+55 11 90000-0001')
  const page = await barePage(double)
  const old = await page.frame('pair')
  page.send({ t: 'refreshQR' })
  const { ref } = await page.frame('pair')
  expect(() => phone.scanQr(qrOf(page.keys, old.ref))).toThrow('not valid any more')
  expect(() => phone.scanQr(qrOf({ ...page.keys, noise: 'other' }, ref))).toThrow('other keys')
  expect(phone.devices).toEqual([])
  expect(phone.scanQr(qrOf(page.keys, ref))).toBe('5511900000001:1')
  expect(() => phone.scanQr(qrOf(page.keys, ref))).toThrow('not valid any more')
})

it('says what is missing before a first build, and which port is taken', async () => {
  await expect(start({ pageFile: '/nowhere/page.js' })).rejects.toThrow('run `node build.mjs` first')
  const { port } = await start()
  await expect(start({ port })).rejects.toThrow('EADDRINUSE')
})

it('stops after the last QR until the page asks again', async () => {
  const double = await start({ behaviour: { qrRotateMs: 10, qrMaxRefs: 2 } })
  const page = await barePage(double)
  await page.frame('idle')
  expect(double.count('qr_offered')).toBe(2)
  expect(double.pairings()).toEqual([])
  page.send({ t: 'refreshQR' })
  await page.frame('pair')
  await page.frame('pair')
  await page.frame('pair')
})

it('tells when a page begins to wait, and scans what it shows without being given its text', async () => {
  const double = await start()
  const phone = double.phone('5511900000001')
  const waiting: number[] = []
  const begins = new Promise<void>(resolve => {
    double.watchPairings(list => {
      waiting.push(list.length)
      resolve()
    })
  })
  expect(phone.scanShown()).toBe(false)
  const page = await barePage(double)
  await begins
  expect(double.pairings()).toMatchObject([{ code: null }])
  expect(phone.scanShown()).toBe(true)
  await page.frame('paired')
  expect([waiting, phone.devices, double.pairings()]).toEqual([[1, 0], ['5511900000001:1'], []])
})

it('links by a code that only the phone it was made for takes', async () => {
  const double = await start()
  const page = await barePage(double)
  await page.frame('pair')
  const code = await page.ask('pairingCode', { phone: '+55 11 90000-0001' })
  expect(double.pairings()).toMatchObject([{ code: { phone: '5511900000001', code } }])
  expect(() => double.phone('5511900000002').enterPairingCode(code)).toThrow('unknown pairing code')
  double.phone('5511900000001').enterPairingCode(code)
  await page.frame('paired')
})

it('keeps a linked page out with other keys, or once it was unlinked', async () => {
  const double = await start()
  const { page, device } = await linkedPage(double, '5511900000001')
  await page.close()
  const stranger = await barePage(double, device, { ...page.keys, noise: 'other' })
  expect(await stranger.frame('unlinked')).toMatchObject({ how: 'LOGOUT' })
  const again = await barePage(double, device, page.keys)
  await again.frame('welcome')
  double.phone('5511900000001').logout({ how: 'UNPAIRED' })
  expect(await again.frame('unlinked')).toMatchObject({ how: 'UNPAIRED' })
  const later = await barePage(double, device, page.keys)
  expect(await later.frame('unlinked')).toMatchObject({ how: 'LOGOUT' })
})
