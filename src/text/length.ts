/** In characters as messengers count them: code points. */
export const lengthOf = (text: string): number => {
  let count = 0
  for (const _ of text) count++
  return count
}

/** Where a text may be cut, best first. Each ends after its own white space, so that nothing is lost. */
const borders = [/\n\s*\n\s*/g, /\n\s*/g, /[.!?؟…。]+["»)\]]*\s+/g, /\s+/g]

/**
 * Pieces of at most `max` code points (at least 1) which joined again are exactly the text: cut at a paragraph, else a line,
 * a sentence, a word, and never within what is seen as one character. An empty text has no pieces.
 */
export const splitText = (text: string, max: number): string[] => {
  const pieces: string[] = []
  let rest = text
  while (rest) {
    const end = cutAt(rest, max)
    pieces.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return pieces
}

/** At most `max` code points, with an ellipsis where something was left out. */
export const shorten = (text: string, max: number): string => {
  const full = indexOf(text, max)
  if (full === text.length) return text
  return `${text.slice(0, graphemeEnd(text, indexOf(text, max - 1)) ?? 0).trimEnd()}…`
}

const cutAt = (text: string, max: number): number => {
  const limit = indexOf(text, max)
  if (limit === text.length) return limit
  // A border in the first third would make crumbs; then the next kind of border is better.
  return lastBorder(text, limit, limit / 3) ?? graphemeEnd(text, limit) ?? limit
}

const lastBorder = (text: string, limit: number, atLeast: number): number | null => {
  const window = text.slice(0, limit)
  for (const border of borders) {
    let best: number | null = null
    for (const match of window.matchAll(border)) {
      const end = match.index + match[0].length
      if (end > atLeast) best = end
    }
    if (best !== null && isGraphemeBorder(text, best)) return best
  }
  return null
}

/** The index in UTF-16 units after `count` code points, or the text's length. */
const indexOf = (text: string, count: number): number => {
  let index = 0
  for (let seen = 0; seen < count && index < text.length; seen++) {
    index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1
  }
  return index
}

/** How far a seen character may reach; a longer one is a prank (hundreds of marks on one letter) and is cut. */
const longestGrapheme = 64

/** The last border between seen characters at or before `limit`; null where one character fills all of it. */
const graphemeEnd = (text: string, limit: number): number | null => {
  if (limit >= text.length) return text.length
  const from = Math.max(0, wordStart(text, limit))
  let end: number | null = null
  for (const { index } of graphemes(text.slice(from, limit + longestGrapheme))) {
    if (from + index > limit) break
    if (from + index > 0) end = from + index
  }
  return end
}

const isGraphemeBorder = (text: string, index: number): boolean => graphemeEnd(text, index) === index

/** A safe place to begin counting characters from: segmenting a whole long text for each cut would be slow. */
const wordStart = (text: string, limit: number): number => {
  const start = limit - longestGrapheme
  return start <= 0 ? 0 : text.lastIndexOf(' ', start) + 1
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const graphemes = (text: string) => segmenter.segment(text)
