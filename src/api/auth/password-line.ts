import { inLine } from '../../domain/in-line.ts'
import { ProblemError } from '../problems.ts'

/** Of Node's four threads, which sessions and files need too. */
const atOnce = 2
/** About three seconds' worth. */
const longest = 40

/**
 * Looking at a password takes a tenth of a second of a whole processor, so a few are looked at together and the others
 * wait; where strangers made the line too long, the next of them is sent away, so that those at work notice nothing.
 */
export function passwordLine() {
  const line = inLine(atOnce)
  let inside = 0
  return async <T>(work: () => Promise<T>, { known }: { known: boolean }): Promise<T> => {
    if (inside >= longest && !known) {
      throw new ProblemError('unavailable', 'Too many people sign in at the moment. Try again in a few seconds.')
    }
    inside += 1
    try {
      return await line(work)
    } finally {
      inside -= 1
    }
  }
}
