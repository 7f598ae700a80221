/** Two letters at most; joined by a zero-width non-joiner so that Persian letters stand apart. */
export const initials = (name: string): string => {
  const words = name
    .trim()
    .split(/[\s‌]+/u)
    .filter(word => /^\p{L}/u.test(word))
  const letters = (words.length > 1 ? [words[0]!, words.at(-1)!] : words).map(word => [...word][0]!.toUpperCase())
  return letters.length > 0 ? letters.join('‌\u200a') : '؟'
}
