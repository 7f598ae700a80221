import type { Language } from '../support/browser.ts'

interface Story {
  language: Language
  agent: string
  customer: string
  topic: string
  asksForCode: string
  code: string
  canonical: string
  asksForPhoto: string
  asksForWords: string
  description: string
  answer: string
  thanks: string
  note: string
}

/** One complaint, as it goes in each language. */
export const stories: readonly Story[] = [
  {
    language: 'fa',
    agent: 'مینا راد',
    customer: 'شیرین',
    topic: 'خراب یا آسیب‌دیده است',
    asksForCode: 'لطفاً کد سفارش را بفرستید',
    code: 'کدش DK-۱۲۳ ۴۵۶۷ هست',
    canonical: 'DK1234567',
    asksForPhoto: 'لطفاً یک عکس از کالا بفرستید',
    asksForWords: 'در یک جمله بفرمایید چه شده است',
    description: 'دسته‌ی فنجان شکسته بود',
    answer: 'سلام شیرین جان، همین امروز یکی دیگر می‌فرستیم.',
    thanks: 'خیلی ممنون 🙏',
    note: 'به انبار گفتم کارتن را عوض کنند',
  },
  {
    language: 'en',
    agent: 'Mina Rad',
    customer: 'Alice',
    topic: 'Damaged or broken',
    asksForCode: 'Please send your order code',
    code: 'my code is SNP ۰۰۴۱۲۹۸',
    canonical: 'SNP0041298',
    asksForPhoto: 'Please send a photo of the item',
    asksForWords: 'Please say in one sentence what is wrong',
    description: 'The handle of the cup was broken',
    answer: 'Sorry about that, Alice. A new one leaves today.',
    thanks: 'Thank you!',
    note: 'Told the warehouse to change the boxes',
  },
]
