import { access, constants, mkdir } from 'node:fs/promises'

/** What is kept has no place. `message` is a sentence for whoever starts the program. */
export class FolderError extends Error {
  override readonly name = 'FolderError'
}

/** Makes the folder of all that is kept where it is missing: customers' words are in it, so it is this user's alone. @throws FolderError */
export async function openDataFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await access(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new FolderError(`The data folder ${folder} cannot be written (${(error as NodeJS.ErrnoException).code}).`)
  }
}
