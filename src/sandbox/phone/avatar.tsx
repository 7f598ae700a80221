import type { Customer } from './sandbox-api.ts'

const COLOURS = ['#b4552d', '#2f6690', '#7a4e8a', '#2d7d5a', '#a33b56', '#6b6f1f', '#3d5aa8', '#8a5a2b']

export const fullName = ({ person }: Customer) => [person.firstName, person.lastName].filter(Boolean).join(' ')

/** Two joined letters would read as one word in Persian: one is enough. */
export function Avatar({ customer, small = false }: { customer: Customer; small?: boolean }) {
  return (
    <span
      aria-hidden="true"
      style={{ backgroundColor: COLOURS[customer.id % COLOURS.length] }}
      className={`grid shrink-0 place-items-center rounded-full font-semibold text-white ${small ? 'size-6 text-xs' : 'size-11 text-lg'}`}
    >
      {[...customer.person.firstName][0]}
    </span>
  )
}
