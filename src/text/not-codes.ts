const money =
  '(?:هزار|میلیون|میلیارد|تومان|تومن|تومنی|تومانی|ریال|ریالی|tomans?|toomans?|tooman|rials?|irr|irt|usd|eur|dollars?|[$€£]|ت(?![\\u0620-\\u06FF]))'
const amountWord = '(?:مبلغ|قیمت|هزینه|price|cost|paid|amount|mablagh|gheymat)'
const otherNumberWord =
  '(?:پستی|ملی|کارت|حساب|شبا|تلفن|موبایل|همراه|تماس|phone|mobile|cell|tel|postal|postcode|zip|national|melli|card|account|iban|sheba)'
const month = '(?:0?[1-9]|1[0-2])'
const day = '(?:0?[1-9]|[12]\\d|3[01])'
const year = '(?:1[34]\\d\\d|20\\d\\d)'

const whole = (pattern: string) => new RegExp(`(?<!\\d)(?:${pattern})(?!\\d)`, 'gi')

/** Iranian mobile numbers, however written. Without 0 or 98 the groups must be those of a phone. */
export const mobile = whole(
  '(?:(?:\\+|00)?98[ -]?(?:\\(0\\)|0)?|\\(?0)[ -]?9\\d\\d\\)?(?:[ -]?\\d){7}|9[0-49]\\d(?:\\d{7}|[ -]\\d{3}[ -]?\\d{2}[ -]?\\d{2}|[ -]\\d{4}[ -]?\\d{3})',
)
/** A number of any country, with its plus. */
export const international = /\+\d(?:[ -]?\d){7,14}(?!\d)/g

/** What has many digits and is no order code, in the order in which it is to be taken away. Made for text of `plain`. */
export const notCodes: readonly RegExp[] = [
  /(?:https?:\/\/|www\.)\S+|(?<!\S)\S+@\S+|@\w+/gi,
  /ir[ -]?\d{2}(?:[ -]?\d){22}/gi,
  mobile,
  international,
  /(?<!\d)\(?0\d{2}\)?[ -]?\d{4}[ -]?\d{4}(?!\d)/g, // a line at home: 021 8877 6655
  whole('\\d{4}(?:[ -]?\\d{4}){3}'), // a bank card
  whole(`${year}[/.\\- ]${month}[/.\\- ]${day}|${day}[/.\\- ]${month}[/.\\- ]${year}`),
  whole('\\d{1,2}:\\d{2}(?::\\d{2})?'),
  whole("\\d{1,3}(?:[,'/.]\\d{3})+"),
  whole('\\d+\\.\\d+'),
  new RegExp(`(?<![\\d ,])\\d[\\d ,]*${money}`, 'gi'),
  new RegExp(`(?:${amountWord})[^\\d\\n]{0,12}\\d+|[$€£] ?\\d+`, 'gi'),
  new RegExp(`(?:${otherNumberWord})[^\\d\\n]{0,14}\\d[\\d -]*\\d`, 'gi'),
]
