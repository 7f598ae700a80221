import type { PageBehaviour } from '../protocol.ts'

declare global {
  interface Window {
    __WA_DOUBLE__: PageBehaviour
    Debug?: { VERSION: string }
    require(name: string): unknown
  }
}

/** How the server wants this load of the page to behave. */
export const config: PageBehaviour = window.__WA_DOUBLE__
