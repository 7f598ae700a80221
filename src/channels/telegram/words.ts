/** Neither database engine keeps these as they are: PostgreSQL refuses NUL, UTF-8 has no half of a pair. */
const UNSTORABLE = /[\0\p{Surrogate}]/gu
/** Control characters, line ends, and what turns the direction of the words beside it. The half-space stays: Persian needs it. */
const DISTURBING = /[\p{Cc}\p{Surrogate}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+/gu

/** A customer's words as they were said, made storable. */
export const storable = (words: string) => words.replace(UNSTORABLE, '\ufffd')

/** A name fit to stand in one line among others. */
export const plainName = (name: string) => name.replace(DISTURBING, ' ').replace(/\s+/g, ' ').trim()
