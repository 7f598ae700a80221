import type { DrawingName } from './samples/drawings.ts'
import { picture } from './samples/pictures.ts'
import type { Patience } from './seed-play.ts'
import type { SandboxWhatsApp } from './whatsapp.ts'
import type { WhatsAppCustomer } from './whatsapp-web/contract.ts'

/** Words, or photos. Each but the first waits until the shop has answered the one before. */
type Act = string | { photos: readonly DrawingName[]; caption?: string }

interface Scene {
  number: string
  name: string
  acts: readonly Act[]
}

/** One number sends slowly: an answer may stand behind those to others. */
const PATIENT: Patience = { silentMs: 20_000, pauseMs: 3_500 }

/** Numbers are fixed, so that a second seeding knows them again. */
const customersToBe: readonly Scene[] = [
  {
    // Through the whole intake, choosing by a digit; Arabic letters and digits, as an old phone types them.
    number: '989351112201',
    name: 'مرضيه كاظمي',
    acts: [
      'سلام وقتتون بخير',
      '۱',
      'كد سفارش: DK-٤٤١٢٠٩٨',
      { photos: ['tornParcel', 'brokenCup'] },
      'قوري رو باز كردم لوله‌ش شكسته بود، كارتنش هم پاره. قابل استفاده نيست',
    ],
  },
  {
    // Still with the bot: has to look for the order code.
    number: '989351112202',
    name: 'بابک نوری',
    acts: ['سلام خسته نباشید', '2', 'کد رو از کجا باید پیدا کنم؟'],
  },
  {
    // Chooses in words, then wants a person.
    number: '989351112203',
    name: 'الهام 🌸',
    acts: [
      'سلام روزتون بخیر',
      'کالای اشتباه',
      { photos: ['wrongShirt'], caption: 'من سرمه‌ای سفارش داده بودم' },
      'اپراتور لطفا',
    ],
  },
]

/**
 * A few customers write to the shop's number, once its line is up: nobody reads what was written before. Never to be awaited
 * before the service answers. Does nothing for people who are there already.
 */
export async function seedWhatsApp({ phone, up }: SandboxWhatsApp, patience: Patience = PATIENT): Promise<void> {
  await up
  const known = new Set(phone.customers().map(({ number }) => number))
  const fresh = customersToBe.filter(({ number }) => !known.has(number))
  await Promise.all(
    fresh.map(({ number, name, acts }) => play(phone.customer(number, { pushname: name }), acts, patience)),
  )
}

/** Who meets silence gives up. */
async function play(customer: WhatsAppCustomer, acts: readonly Act[], patience: Patience): Promise<void> {
  for (const act of acts) {
    await doing(customer, act)
    if (!(await answered(customer, patience))) return
  }
}

async function doing(customer: WhatsAppCustomer, act: Act): Promise<void> {
  if (typeof act === 'string') {
    customer.text(act)
    return
  }
  const { photos, caption } = act
  const files = await Promise.all(photos.map(async name => (await picture(name)).bytes))
  const words = caption ? { caption } : {}
  if (files.length > 1) customer.album(files, words)
  else for (const file of files) customer.image(file, words)
}

/** The shop may say several things at once: what counts is that it has stopped. */
async function answered(customer: WhatsAppCustomer, { silentMs, pauseMs }: Patience): Promise<boolean> {
  const said = (ms: number) =>
    customer.waitForMessage(undefined, ms).then(
      () => true,
      () => false,
    )
  if (!(await said(silentMs))) return false
  while (await said(pauseMs));
  return true
}
