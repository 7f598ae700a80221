import { report } from './transport.ts'

type Handler = (...args: never[]) => unknown
type Called = (...args: unknown[]) => unknown

/** Events as the page's own models have them; several names may stand in one text. */
export class Emitter {
  declare private readonly handlers: Map<string, Handler[]>
  declare private readonly awaited: Map<string, (() => void)[]>

  constructor() {
    hide(this, 'handlers', new Map())
    hide(this, 'awaited', new Map())
  }

  on(names: string, handler: Handler): this {
    for (const name of names.split(/\s+/)) {
      this.handlers.set(name, [...(this.handlers.get(name) ?? []), handler])
      for (const heard of this.awaited.get(name) ?? []) heard()
      this.awaited.delete(name)
    }
    return this
  }

  once(name: string, handler: Handler): this {
    const only: Called = (...args) => {
      this.off(name, only)
      ;(handler as Called)(...args)
    }
    return this.on(name, only)
  }

  off(names: string, handler?: Handler): this {
    for (const name of names.split(/\s+/)) {
      const left = handler ? this.handlers.get(name)?.filter(each => each !== handler) : []
      this.handlers.set(name, left ?? [])
    }
    return this
  }

  trigger(name: string, ...args: unknown[]): this {
    for (const handler of this.handlers.get(name) ?? []) {
      try {
        ;(handler as Called)(...args)
      } catch (error) {
        report('listener_error', { event: name, message: String(error) })
      }
    }
    return this
  }

  /** Waits until somebody listens. */
  heard(name: string): Promise<void> {
    if ((this.handlers.get(name) ?? []).length > 0) return Promise.resolve()
    return new Promise(resolve => {
      this.awaited.set(name, [...(this.awaited.get(name) ?? []), resolve])
    })
  }
}

/** A field that is no part of what a model looks like from outside. */
export function hide(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false })
}
