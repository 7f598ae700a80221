import type { Act, Scene } from './seed-play.ts'

const start: Act = { does: 'start' }
const say = (text: string): Act => ({ does: 'say', text })
const press = (index: number, like: RegExp): Act => ({ does: 'press', index, like })
const photos = (...drawings: Extract<Act, { does: 'photos' }>['drawings'][number][]): Act => ({
  does: 'photos',
  drawings,
})

const DAMAGED = /شکست|آسیب|خراب|معیوب|damag|broken|defect/i
const WRONG = /اشتباه|مغایر|رنگ|wrong|different/i
const LATE = /نرسید|دیر|ارسال|late|arriv|deliver/i
const REFUND = /بازگشت|پول|مرجوع|refund|return|money/i

/** Ids are fixed, so that a second seeding knows them again. They lie beyond 32 bits, as new accounts' do. */
export const customersToBe: readonly Scene[] = [
  {
    // Through the whole intake: waits for an agent with everything said.
    person: { id: 6_100_000_001, firstName: 'سارا', lastName: 'محمدی', username: 'sara_mohammadi', languageCode: 'fa' },
    acts: [
      start,
      press(0, DAMAGED),
      say('DK-۱۲۳۴۵۶۷'),
      photos('brokenCup'),
      say('فنجان‌ها رو باز کردم، یکی‌شون از وسط ترک خورده و دسته‌ش هم شکسته. بسته‌بندی‌اش هم خیلی نازک بود.'),
    ],
  },
  {
    // An album, and Arabic letters as an old phone types them.
    person: { id: 6_100_000_002, firstName: 'علي', lastName: 'كريمي', languageCode: 'fa' },
    acts: [
      start,
      press(0, DAMAGED),
      say('سلام كد سفارش من DK-٤٤٠١٢٣٨ است'),
      { does: 'photos', drawings: ['tornParcel', 'bentLamp', 'receipt'], caption: 'بسته اينطوري به دستم رسيد' },
      say('كارتن پاره بود و پايه‌ي چراغ كج شده، روشن هم نمي‌شود'),
    ],
  },
  {
    // Angry: asks for a person at once.
    person: { id: 6_100_000_003, firstName: 'مهدی', lastName: 'رضایی', username: 'mahdi_rz', languageCode: 'fa' },
    acts: [start, say('این چندمین باره که سفارشم دیر میشه!! کسی هم جواب تلفن نمیده'), say('اپراتور')],
  },
  {
    person: { id: 6_100_000_004, firstName: 'Emily', lastName: 'Carter', username: 'emcarter', languageCode: 'en' },
    acts: [
      start,
      press(0, WRONG),
      say('DK-7734120'),
      photos('wrongShirt'),
      say('I ordered the navy blue shirt in M, you sent a red one. The label says blue, too!'),
    ],
  },
  {
    // Still with the bot: has not found the order code.
    person: { id: 6_100_000_005, firstName: 'زهرا', languageCode: 'fa' },
    acts: [start, press(1, WRONG), say('کد سفارش رو از کجا پیدا کنم؟')],
  },
  {
    // Just greeted.
    person: { id: 6_100_000_006, firstName: 'نیلوفر', lastName: 'احمدی', languageCode: 'fa' },
    acts: [start],
  },
  {
    // Says everything at once without a greeting, with a voice note after it.
    person: { id: 6_100_000_007, firstName: 'حسین', lastName: 'صادقی', username: 'h_sadeghi58', languageCode: 'fa' },
    acts: [
      {
        does: 'rush',
        texts: [
          'سلام وقت بخیر',
          'گوشی که گرفتم صفحه‌ش ترک داره',
          'شماره سفارش DK-۹۹۰ ۱۲۷۶ هست، 0912 345 67 89 هم شماره خودمه',
        ],
      },
      photos('crackedScreen'),
      { does: 'voice' },
      say('از همون اول که جعبه رو باز کردم ترک داشت، حتی روشنش هم نکردم'),
    ],
  },
  {
    // Persian in Latin letters, and an edit afterwards.
    person: { id: 6_100_000_008, firstName: 'Reza', languageCode: 'fa' },
    acts: [
      start,
      press(2, LATE),
      say('salam, sefaresham nareside, kodesh DK-5561208'),
      { does: 'edit', text: 'salam, sefaresham 10 rooze nareside, kodesh DK-5561208' },
      { does: 'location', latitude: 32.6539, longitude: 51.666 },
      say('khaheshan zoodtar peygiri konid'),
    ],
  },
  {
    // Sends the invoice as a file, then wants a person.
    person: { id: 6_100_000_009, firstName: 'Jonas', lastName: 'Weber', languageCode: 'en' },
    acts: [
      start,
      press(3, REFUND),
      say('Order DK-3081554, cancelled last week and still no refund'),
      {
        does: 'document',
        name: 'cancellation-DK-3081554.txt',
        content: 'Order DK-3081554\nCancelled by customer\nRefund: 2,450,000 toman\n',
      },
      say('human please'),
    ],
  },
  {
    // Answers the bot's own message, then has had enough and blocks it.
    person: { id: 6_100_000_010, firstName: 'مریم', lastName: 'حسینی', languageCode: 'fa' },
    acts: [
      start,
      press(0, DAMAGED),
      { does: 'reply', text: 'سفارش ۲۲۱۹۰۴۵ مبلغ ۱٬۲۵۰٬۰۰۰ تومان، سه روزه منتظرم' },
      say('اصلاً نخواستم'),
      { does: 'block' },
    ],
  },
]
