import { APIError } from 'better-auth/api'
import { ProblemError } from '../problems.ts'

const wrongPassword = new Set(['INVALID_EMAIL_OR_PASSWORD', 'INVALID_PASSWORD', 'CREDENTIAL_ACCOUNT_NOT_FOUND'])

/** Calls the accounts library; what it refuses is said in our words. */
export async function library<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (!(error instanceof APIError) || error.statusCode >= 500) throw error
    if (wrongPassword.has(error.body?.code ?? '')) {
      throw new ProblemError('wrong_password', 'The e-mail address or the password is wrong.')
    }
    throw new ProblemError(error.statusCode === 401 ? 'signed_out' : 'invalid', 'This is not possible.')
  }
}
