import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the package, from its sources and from the built server alike: what is shipped beside the code is found from here. */
export function packageRoot(from = dirname(fileURLToPath(import.meta.url))): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (isOurs(join(folder, 'package.json'))) return folder
    if (folder === dirname(folder))
      throw new Error('The package.json of Shenava is missing: the installation is incomplete.')
  }
}

const isOurs = (file: string) => existsSync(file) && /"name":\s*"shenava"/.test(readFileSync(file, 'utf8'))
