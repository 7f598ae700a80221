/** What customers of a shop write, as Telegram brings it. */

/** One update, and by what it is found again once it is stored. */
export interface Post {
  body: string
  chat: string
  messageId: string
  text: string
}

/** Customers who write in turn. */
const AT_ONCE = 400
/** After a greeting and a complaint the bot asks for the code and a photo and hands over; the rest waits for a person. */
const persian = [
  'سلام، وقت بخیر',
  'سفارشم شکسته به دستم رسید، دسته‌ی فنجان جدا شده بود',
  'کدش DK-۱۲۳ ۴۵۶۷ هست',
  'این هم عکسش',
  'کی جواب می‌دید؟ هدیه بود و جمعه تولدش است',
  'جعبه هم از یک طرف پاره شده بود، فکر کنم توی راه زمین خورده',
  'ممنون می‌شوم زودتر پیگیری کنید',
  'خسته نباشید، خبری نشد؟',
]
const english = [
  'Hello, good morning',
  'My order arrived broken, the handle of the cup had come off',
  'my code is SNP 00412',
  'here is a photo of it',
  'When will somebody answer? It was a present for Friday',
  'The box was torn on one side too, I think it fell on its way',
  'Thank you for looking into it',
  'Hello again, is there any news?',
]
export const LINES = 8
const PHOTO = 3

/** One word for each number, of letters alone: digits might be taken for an order code. */
const word = (n: number) => [...String(n)].map(digit => 'آبپتثجچحخد'[Number(digit)]).join('')

const photo = (n: number) =>
  [90, 320, 800].map(side => ({
    file_id: `AgACAgQAAxkBAAIB${n}x${side}`,
    file_unique_id: `AQAD${n}x${side}`,
    file_size: side * 90,
    width: side,
    height: side,
  }))

export const isPhoto = ({ messageId }: Pick<Post, 'messageId'>): boolean => messageId === String(PHOTO + 1)

/** Updates without end: many customers write in turn, eight lines each, then as many others. `first` parts one traffic's customers from another's. */
export function trafficFrom(first: number, atOnce = AT_ONCE) {
  let n = 0
  return (): Post => {
    const line = Math.floor(n / atOnce) % LINES
    const wave = Math.floor(n / (atOnce * LINES))
    const id = first + wave * atOnce + (n % atOnce)
    n += 1
    const isPersian = id % 4 !== 0
    const text = `${(isPersian ? persian : english)[line]} ${word(n)}`
    const name = isPersian ? { first_name: 'سارا', last_name: `محمدی ${id}` } : { first_name: `Emily ${id}` }
    const person = { id, ...name, username: `customer_${id}` }
    const message = {
      message_id: line + 1,
      from: { ...person, is_bot: false, language_code: isPersian ? 'fa' : 'en' },
      chat: { ...person, type: 'private' },
      date: Math.floor(Date.now() / 1000),
      ...(line === PHOTO ? { photo: photo(n), caption: text } : { text }),
    }
    const body = JSON.stringify({ update_id: first + n, message })
    return { body, chat: String(id), messageId: String(line + 1), text }
  }
}
