import type { ChannelStatus, Incoming, Inlet, Receipt } from '../../src/channels/channel.ts'

type Fits = (event: Incoming) => boolean

/** The core as a channel sees it: keeps what it received, and refuses or delays what it is told to. */
export interface RecordingInlet extends Inlet {
  /** Received and committed, in that order; an event that comes again is there again. */
  readonly events: readonly Incoming[]
  /** How often an event was offered, whatever came of it. */
  offers(fits: Fits): number
  readonly statuses: readonly ChannelStatus[]
  /** Offered, in that order; each is known to be of a message of ours unless `strange` says otherwise. */
  readonly receipts: readonly Receipt[]
  /** Receipts with these ids are of no message of ours, until `stop` is called. */
  strange(id: string): { stop(): void }
  /** Nothing that fits is committed until `stop` is called. */
  refuse(fits: Fits): { stop(): void }
  /** What fits is under way, and is committed with `release`. */
  hold(fits: Fits): { release(): void; fail(): void }
  /** The first committed event that fits, once it is there. */
  event<K extends Incoming['kind']>(
    kind: K,
    fits?: (event: Extract<Incoming, { kind: K }>) => boolean,
  ): Promise<Extract<Incoming, { kind: K }>>
  status(status: ChannelStatus): void
  reaches(state: ChannelStatus['state']): Promise<ChannelStatus>
  /** Resolves when `holds` does; looked at after every offer, commit and status. */
  until(holds: () => boolean, what?: string): Promise<void>
}

const PATIENCE = 10_000

export const recordingInlet = (): RecordingInlet => {
  const offered: Incoming[] = []
  const events: Incoming[] = []
  const statuses: ChannelStatus[] = []
  const receipts: Receipt[] = []
  const strangers = new Set<string>()
  let bookmark: string | null = null
  const refused = new Set<Fits>()
  const held = new Map<Fits, Promise<void>>()
  const watchers = new Set<() => void>()
  const changed = () => {
    for (const watcher of [...watchers]) watcher()
  }

  const find = <T>(look: () => T | undefined, what: string) =>
    new Promise<T>((resolve, reject) => {
      const watcher = () => {
        const found = look()
        if (found === undefined) return
        clearTimeout(timer)
        watchers.delete(watcher)
        resolve(found)
      }
      const timer = setTimeout(() => {
        watchers.delete(watcher)
        reject(new Error(`${what} did not come about; received: ${events.map(({ kind }) => kind)}`))
      }, PATIENCE)
      watchers.add(watcher)
      watcher()
    })

  return {
    events,
    statuses,
    offers: fits => offered.filter(fits).length,
    received: async event => {
      offered.push(event)
      changed()
      for (const [fits, end] of held) if (fits(event)) await end
      if ([...refused].some(fits => fits(event))) throw new Error('the database is away')
      events.push(event)
      changed()
    },
    receipts,
    strange: id => {
      strangers.add(id)
      return { stop: () => strangers.delete(id) }
    },
    receipt: async receipt => {
      receipts.push(receipt)
      changed()
      return !strangers.has(receipt.id)
    },
    bookmark: {
      get: async () => bookmark,
      set: async place => {
        bookmark = place
        changed()
      },
    },
    status: status => {
      statuses.push(status)
      changed()
    },
    refuse: fits => {
      refused.add(fits)
      return { stop: () => refused.delete(fits) }
    },
    hold: fits => {
      let release = () => {}
      let fail = () => {}
      const end = new Promise<void>((resolve, reject) => {
        release = resolve
        fail = () => reject(new Error('the database went away'))
      })
      end.catch(() => undefined)
      held.set(fits, end)
      return { release, fail }
    },
    event: (kind, fits = () => true) => {
      type Wanted = Extract<Incoming, { kind: typeof kind }>
      const isWanted = (event: Incoming): event is Wanted => event.kind === kind
      return find(() => events.filter(isWanted).find(fits), `an event ${kind}`)
    },
    reaches: state => find(() => (statuses.at(-1)?.state === state ? statuses.at(-1) : undefined), `state ${state}`),
    until: async (holds, what = 'what was waited for') => {
      await find(() => holds() || undefined, what)
    },
  }
}
