import { useState } from 'react'
import { fileUrl } from '../net/queries.ts'

const hues = [200, 235, 265, 300, 335, 20, 50, 95, 145, 170]

/** Two letters at most; joined by a zero-width non-joiner so that Persian letters stand apart. */
export const initials = (name: string): string => {
  const words = name
    .trim()
    .split(/[\s‌]+/u)
    .filter(word => /^\p{L}/u.test(word))
  const letters = (words.length > 1 ? [words[0]!, words.at(-1)!] : words).map(word => [...word][0]!.toUpperCase())
  return letters.length > 0 ? letters.join('‌\u200a') : '؟'
}

const hueOf = (id: string) =>
  hues[[...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7) % hues.length]!

export const Avatar = ({
  id,
  name,
  picture,
  size = 40,
}: {
  id: string
  name: string
  picture?: string | null
  size?: number
}) => {
  const [broken, setBroken] = useState(false)
  const hue = hueOf(id)
  return (
    <span
      aria-hidden
      className="inline-flex shrink-0 select-none items-center justify-center overflow-hidden rounded-full font-semibold"
      style={{
        width: size,
        height: size,
        fontSize: size * 0.34,
        background: `light-dark(oklch(0.91 0.045 ${hue}), oklch(0.36 0.05 ${hue}))`,
        color: `light-dark(oklch(0.4 0.08 ${hue}), oklch(0.9 0.05 ${hue}))`,
      }}
    >
      {picture && !broken ? (
        <img
          src={fileUrl(picture, 'thumb')}
          alt=""
          width={size}
          height={size}
          className="size-full object-cover"
          onError={() => setBroken(true)}
        />
      ) : (
        initials(name)
      )}
    </span>
  )
}
