import type { Page, PageModules } from './window.ts'

declare const window: Page

export interface PageState {
  state: string | null
  hasSynced: boolean
  /** The library's own functions are in the page. */
  injected: boolean
  missing: string[]
}

/** How far the page is, and which of these modules it does not have. */
export function lookAround(modules: string[]): PageState {
  const has = (name: string) => {
    try {
      return Boolean(window.require(name as keyof PageModules))
    } catch {
      return false
    }
  }
  const socket = has('WAWebSocketModel') ? window.require('WAWebSocketModel').Socket : null
  return {
    state: socket?.state ?? null,
    hasSynced: socket?.hasSynced === true,
    injected: window.WWebJS !== undefined,
    missing: modules.filter(name => !has(name)),
  }
}

/** Does what the library would have done, had it not come too late to hear that the page is ready. */
export function sayReady(): void {
  void window.onAppStateHasSyncedEvent?.()
}

export function refreshQr(): void {
  window.require('WAWebCmd').Cmd.refreshQR()
}

/** Null: the page chooses again. */
export function chooseNextId(id: string | null): void {
  window.shenavaNextId = id ?? undefined
}
