import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/package-root.ts'
import { openStore, pathOf } from '../../src/storage/open.ts'
import { silentLog } from '../support/databases.ts'

describe('DATABASE_URL', () => {
  it.each([
    ['file:./data/shenava.db', resolve('data/shenava.db')],
    ['file:data/shenava.db', resolve('data/shenava.db')],
    ['file:/var/lib/shenava.db', '/var/lib/shenava.db'],
    ['file:///var/lib/my%20shop.db', '/var/lib/my shop.db'],
  ])('%s is the file %s', (url, path) => {
    expect(pathOf(url)).toBe(path)
  })

  it('that names no database is refused with a sentence that does not repeat it', async () => {
    const error = await openStore({ url: 'mysql://root:secret@db/x', log: silentLog }).catch(error => error)
    expect(error.message).toMatch(/neither file: nor postgres:/)
    expect(error.message).not.toContain('secret')
  })
})

describe('the package', () => {
  it('is found from its sources and from the built server alike', () => {
    expect(packageRoot(`${packageRoot()}/dist/server`)).toBe(packageRoot())
    expect(() => packageRoot('/')).toThrow('incomplete')
  })
})
