import { defineConfig } from 'vitest/config'

const slow = 'tests/**/*.slow.test.ts'
const browser = 'tests/browser/**/*.test.ts'

/** The fast part first; then what takes minutes: kill loops and real browsers, one file at a time. */
export default defineConfig({
  test: {
    reporters: ['default', './tests/support/last-line.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'fast',
          include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
          exclude: [slow, browser],
          globalSetup: ['tests/support/postgres-server.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'slow',
          include: [slow],
          globalSetup: ['tests/support/build.ts', 'tests/support/chromium.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: [browser],
          testTimeout: 60_000,
          globalSetup: ['tests/support/build.ts', 'tests/support/chromium.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
