import { ChannelMark } from './channel-mark.tsx'
import type { Customer } from './model.ts'

const COLOURS = ['#b4552d', '#2f6690', '#7a4e8a', '#2d7d5a', '#a33b56', '#6b6f1f', '#3d5aa8', '#8a5a2b']

interface AvatarProps {
  customer: Customer
  small?: boolean
  /** With the sign of their messenger. */
  marked?: boolean
}

/** Two joined letters would read as one word in Persian: one is enough. */
export function Avatar({ customer, small = false, marked = false }: AvatarProps) {
  return (
    <span className="relative shrink-0">
      <span
        aria-hidden="true"
        style={{ backgroundColor: COLOURS[Number(customer.id) % COLOURS.length] }}
        className={`grid place-items-center rounded-full font-semibold text-white ${small ? 'size-6 text-xs' : 'size-11 text-lg'}`}
      >
        {[...customer.shortName][0]}
      </span>
      {marked && (
        <span className="absolute -end-1 -bottom-1 rounded-full bg-paper p-0.5">
          <ChannelMark messenger={customer.messenger} />
        </span>
      )}
    </span>
  )
}
