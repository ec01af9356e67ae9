import { relative } from 'node:path'
import { writeTally } from './tally.mjs'

/** @import { Reporter, TestModule } from 'vitest/node' */

/** @implements {Reporter} */
export default class VitestTally {
  /**
   * @param {readonly TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    let passed = 0
    /** @type {string[]} */
    const failed = unhandledErrors.map(() => 'an error outside of any test')
    /** @type {{ name: string, reason: string }[]} */
    const skipped = []
    /** @type {string[]} */
    const retried = []
    for (const module of modules) {
      const file = relative(process.cwd(), module.moduleId)
      let failedHere = 0
      for (const test of module.children.allTests()) {
        const name = `${file}: ${test.fullName}`
        const result = test.result()
        if (result.state === 'passed') {
          passed += 1
          if (test.diagnostic()?.flaky === true) retried.push(name)
        } else if (result.state === 'skipped') skipped.push({ name, reason: result.note ?? 'no reason given' })
        else {
          failedHere += 1
          failed.push(name)
        }
      }
      // A file that does not load has no tests to fail.
      if (failedHere === 0 && module.state() !== 'passed' && module.state() !== 'skipped') failed.push(file)
    }
    writeTally({ passed, failed, skipped, retried })
  }
}
