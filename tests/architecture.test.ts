import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { expect, it } from 'vitest'
// @ts-expect-error: written for the command line too, and so without types
import rules from '../.dependency-cruiser.cjs'

it('lets each folder know only what it may', async () => {
  const { options, ...ruleSet } = rules
  const { output } = await cruise(
    ['src'],
    { ...options, ruleSet, validate: true },
    {},
    {
      tsConfig: extractTSConfig('tsconfig.json'),
    },
  )
  const { summary, modules } = output as ICruiseResult
  expect(modules.length).toBeGreaterThan(150)
  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([])
}, 60_000)
