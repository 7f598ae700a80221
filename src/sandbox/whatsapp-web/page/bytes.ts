export const toBase64 = (bytes: Uint8Array) => btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))

export const fromBase64 = (text: string) => Uint8Array.from(atob(text), letter => letter.charCodeAt(0))

export const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))

export const hex = (bytes: number) =>
  Array.from(random(bytes), byte => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()

export const sha256 = async (content: ArrayBuffer) =>
  toBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', content)))

export const sleep = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms))
export const seconds = () => Math.floor(Date.now() / 1000)
export const newMessageId = () => `3EB0${hex(9)}`
