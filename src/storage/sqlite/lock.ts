import BetterSqlite from 'better-sqlite3'
import { causeCode } from '../errors.ts'
import { OpenError } from '../open-error.ts'
import { createFile } from './connection.ts'

/**
 * Keeps the database for this service alone until the given function is called. A second one would take over what this one
 * is sending. It is a lock of the operating system, so it ends with the process, however that ends; and on a file of its
 * own, so that the command line can look into the database meanwhile.
 * @throws OpenError `in_use`
 */
export function keepAlone(file: string): () => void {
  const path = `${file}.lock`
  createFile(path)
  const lock = new BetterSqlite(path, { timeout: 0 })
  try {
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    if (!causeCode(error)?.startsWith('SQLITE_BUSY')) throw error
    throw new OpenError('in_use', `Another Shenava works with ${file}. End it first, or set another DATA_DIR.`)
  }
  return () => void lock.close()
}
