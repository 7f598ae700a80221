import { Emitter, hide } from './emitter.ts'
import { OpaqueData } from './opaque-data.ts'
import { idOf, wid } from './wid.ts'

export type Attributes = Record<string, unknown>

/** A thing with attributes whose changes are told to it and to the collections it is in. */
export class Model extends Emitter {
  [name: string]: unknown
  declare id: unknown
  declare private readonly names: Set<string>
  declare readonly memberOf: Set<Emitter>

  constructor(attrs: Attributes = {}) {
    super()
    hide(this, 'names', new Set())
    hide(this, 'memberOf', new Set())
    this.assign(attrs)
  }

  /** Without telling anybody. */
  assign(attrs: Attributes): void {
    for (const [name, value] of Object.entries(attrs)) {
      this.names.add(name)
      this[name] = value
    }
  }

  set(attrs: Attributes): this {
    const changed = Object.entries(attrs)
      .map(([name, value]) => ({ name, value, before: this[name] }))
      .filter(({ value, before }) => value !== before)
    this.assign(Object.fromEntries(changed.map(({ name, value }) => [name, value])))
    for (const { name, value, before } of changed) this.bubble(`change:${name}`, this, value, before)
    if (changed.length > 0) this.bubble('change', this)
    return this
  }

  private bubble(name: string, ...args: unknown[]): void {
    this.trigger(name, ...args)
    for (const collection of this.memberOf) collection.trigger(name, ...args)
  }

  attributes(): [string, unknown][] {
    return [...this.names].map(name => [name, this[name]])
  }

  serialize(): Attributes {
    return Object.fromEntries(this.attributes().filter(([, value]) => isPlain(value)))
  }

  toJSON(): Attributes {
    return this.serialize()
  }

  unsafe(): this {
    return this
  }
}

/** Models by their id. */
export class Collection<Kind extends Model = Model> extends Emitter {
  declare private readonly byId: Map<string, Kind>
  declare readonly modelClass: new (
    attrs: Attributes,
  ) => Kind

  constructor(modelClass: new (attrs: Attributes) => Kind) {
    super()
    hide(this, 'byId', new Map())
    hide(this, 'modelClass', modelClass)
  }

  get length(): number {
    return this.byId.size
  }

  get _models(): Kind[] {
    return this.getModelsArray()
  }

  get(id: unknown): Kind | undefined {
    return this.byId.get(idOf(id))
  }

  async find(id: unknown): Promise<unknown> {
    return this.get(id)
  }

  getModelsArray(): Kind[] {
    return [...this.byId.values()]
  }

  filter(fits: (model: Kind) => boolean): Kind[] {
    return this.getModelsArray().filter(fits)
  }

  map<T>(to: (model: Kind) => T): T[] {
    return this.getModelsArray().map(to)
  }

  add(model: Kind): Kind {
    const id = idOf(model.id)
    const known = this.byId.get(id)
    if (known) return known
    this.byId.set(id, model)
    model.memberOf.add(this)
    this.trigger('add', model)
    return model
  }

  gadd(id: unknown): Kind {
    return this.get(id) ?? this.add(new this.modelClass({ id: wid(id) }))
  }

  remove(model: Kind, { silent = false } = {}): void {
    if (!this.byId.delete(idOf(model.id))) return
    model.memberOf.delete(this)
    if (!silent) this.trigger('remove', model)
  }

  /** The model's id has changed. Its place stays. */
  rekey(before: unknown, model: Kind): void {
    const entries = [...this.byId].map(([id, each]): [string, Kind] => [each === model ? idOf(model.id) : id, each])
    if (!this.byId.has(idOf(before))) return
    this.byId.clear()
    for (const [id, each] of entries) this.byId.set(id, each)
  }

  serialize(): Attributes[] {
    return this.map(model => model.serialize())
  }
}

const isPlain = (value: unknown) =>
  typeof value !== 'function' &&
  !(value instanceof Blob || value instanceof OpaqueData || value instanceof Model || value instanceof Collection)
