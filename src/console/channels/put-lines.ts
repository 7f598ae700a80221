import type { ChannelView } from '../../api/schemas/channels.ts'

/** The lines with `changed` put over them, each in its place and new ones last, without those that are `gone`. */
export const putLines = (
  lines: readonly ChannelView[],
  changed: readonly ChannelView[],
  gone: readonly string[],
): ChannelView[] => {
  const coming = new Map(changed.map(line => [line.id, line]))
  const known = new Set(lines.map(line => line.id))
  return [...lines.map(line => coming.get(line.id) ?? line), ...changed.filter(line => !known.has(line.id))].filter(
    line => !gone.includes(line.id),
  )
}
