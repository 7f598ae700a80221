/** One server-sent event as it goes over the wire, and the place it brings its reader to. */
export interface Frame {
  seq: number
  text: string
}

/** `place` is the seq of the last event told so far. */
export const frame = (event: 'update' | 'lost', place: number, data: unknown): Frame => ({
  seq: place,
  text: `id: ${place}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`,
})

/** Only a place: no browser hears an event, all remember where to resume. */
export const placeOnly = (place: number): string => `id: ${place}\n\n`

export const heartbeat = ': here\n\n'

/** The newest frames, for those who come back after a moment. */
export interface Frames {
  /** The seq everything up to which was told. */
  readonly head: number
  push(frame: Frame): void
  /** Forgets all; goes on after `head`. */
  skipTo(head: number): void
  /** All after `place`; null where they do not reach from there to the head. */
  after(place: number): Frame[] | null
}

export function createFrames(from: number, size: number): Frames {
  let kept: Frame[] = []
  let before = from
  let head = from
  return {
    get head() {
      return head
    },
    push(added) {
      kept.push(added)
      head = added.seq
      if (kept.length <= size * 1.5) return
      before = kept[kept.length - size - 1]!.seq
      kept = kept.slice(-size)
    },
    skipTo(place) {
      kept = []
      before = place
      head = place
    },
    after: place => (place < before || place > head ? null : kept.filter(({ seq }) => seq > place)),
  }
}
