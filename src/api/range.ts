/**
 * The one range of a `Range` header within a file of `bytes`, both ends included. Null where all of it is to be sent:
 * no range, several, or none we understand. `unsatisfiable` where it lies behind the end.
 */
export function rangeOf(
  header: string | undefined,
  bytes: number,
): { start: number; end: number } | null | 'unsatisfiable' {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '')
  const [, from = '', to = ''] = match ?? []
  if (from === '' && to === '') return null
  const start = from === '' ? Math.max(0, bytes - Number(to)) : Number(from)
  const end = from === '' || to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1)
  if (from !== '' && to !== '' && Number(to) < start) return null
  return start < bytes && start <= end ? { start, end } : 'unsatisfiable'
}
