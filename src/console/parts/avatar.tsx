import { useState } from 'react'
import { fileUrl } from '../net/queries.ts'
import { initials } from './initials.ts'

const hues = [200, 235, 265, 300, 335, 20, 50, 95, 145, 170]

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
