export type Direction = 'rtl' | 'ltr'

const isolated = /[\u2066-\u2068][^\u2069]*\u2069?/g
const strong = /(?<rtl>[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}])|\p{L}/u
const bidiControls = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g
const arabicDigitsAndSigns = /[\u0600-\u060F\u061B-\u061F\u0660-\u066D\u06F0-\u06F9]/g

/** By the first strong letter, as `dir="auto"` does; `null` where digits, signs and emoji tell nothing. */
export const directionOf = (text: string): Direction | null => {
  const found = strong.exec(text.replace(isolated, '').replace(arabicDigitsAndSigns, ''))
  if (!found) return null
  return found.groups?.rtl ? 'rtl' : 'ltr'
}

/** Keeps a code, phone or name from jumping within a sentence of the other direction, in plain text. */
export const isolate = (text: string): string => {
  const bare = text.replace(bidiControls, '')
  return bare && `\u2068${bare}\u2069`
}
