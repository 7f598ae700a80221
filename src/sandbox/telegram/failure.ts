/** What the Bot API answers where it does not do what was asked. */
export class ApiFailure extends Error {
  constructor(
    readonly status: number,
    readonly description: string,
    /** In seconds. */
    readonly retryAfter?: number,
  ) {
    super(description)
  }
}

export const badRequest = (what: string) => new ApiFailure(400, `Bad Request: ${what}`)
export const forbidden = (what: string) => new ApiFailure(403, `Forbidden: ${what}`)
export const conflict = (what: string) => new ApiFailure(409, `Conflict: ${what}`)
export const tooLarge = () => new ApiFailure(413, 'Request Entity Too Large')
export const tooMany = (seconds: number) => new ApiFailure(429, `Too Many Requests: retry after ${seconds}`, seconds)
