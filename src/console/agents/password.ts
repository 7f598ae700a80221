/** Letters that are not taken for one another when read aloud. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

export const makePassword = (random: Uint8Array): string =>
  [...random].map((byte, at) => (at > 0 && at % 4 === 0 ? '-' : '') + letters[byte % letters.length]).join('')
