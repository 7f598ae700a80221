import type { Page } from './window.ts'

declare const window: Page

/**
 * Runs in every new document, before any script of the page. WhatsApp Web since July 2026 keeps a message key's whole form
 * in `$1`; the library reads `_serialized`. And a message of ours goes under an id that we chose, so that it can be looked
 * for by that id when nobody knows whether it went.
 */
export function shim(): void {
  const timer = setInterval(() => {
    let keys: { newId(): Promise<string>; prototype: object }
    try {
      const found = window.require('WAWebMsgKey')
      keys = found.default ?? found
    } catch {
      return
    }
    clearInterval(timer)
    const { prototype } = keys
    if (prototype && !Object.getOwnPropertyDescriptor(prototype, '_serialized')) {
      Object.defineProperty(prototype, '_serialized', {
        configurable: true,
        get(this: { $1?: string }) {
          return this.$1
        },
        set(value: string) {
          Object.defineProperty(this, '_serialized', { value, writable: true, enumerable: true, configurable: true })
        },
      })
    }
    const ownId = keys.newId.bind(keys)
    keys.newId = async () => {
      const chosen = window.shenavaNextId
      window.shenavaNextId = undefined
      return chosen ?? ownId()
    }
    window.shenavaChoosesIds = true
  }, 10)
}
