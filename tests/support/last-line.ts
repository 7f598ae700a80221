import type { Reporter, TestModule } from 'vitest/node'

/** After vitest's own summary, the counts once more in a line that any program can read. */
export default class LastLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap(module => [...module.children.allTests()])
    const count = (state: string) => tests.filter(test => test.result().state === state).length
    const suites = modules.flatMap(module => [module, ...module.children.allSuites()])
    const broken = suites.filter(suite => suite.errors().length > 0).length + errors.length
    // the default reporter prints its summary in the same turn
    setImmediate(() => process.stdout.write(`${count('passed')} passed, ${count('failed') + broken} failed\n`))
  }
}
