import { writeTally } from './tally.mjs'

/** @import { FullConfig, Reporter, Suite, TestCase, TestError } from '@playwright/test/reporter' */

/** @implements {Reporter} */
export default class PlaywrightTally {
  /** @type {Suite | null} */
  #suite = null
  /** @type {string[]} */
  #errors = []

  /**
   * @param {FullConfig} _config
   * @param {Suite} suite
   */
  onBegin(_config, suite) {
    this.#suite = suite
  }

  /** @param {TestError} error */
  onError(error) {
    this.#errors.push(`an error outside of any test: ${error.message?.split('\n')[0] ?? ''}`)
  }

  onEnd() {
    const tests = this.#suite?.allTests() ?? []
    writeTally({
      passed: tests.filter((test) => test.outcome() === 'expected').length,
      failed: [
        ...this.#errors,
        ...tests.filter((test) => test.outcome() === 'unexpected' || test.outcome() === 'flaky').map(nameOf),
      ],
      skipped: tests
        .filter((test) => test.outcome() === 'skipped')
        .map((test) => ({ name: nameOf(test), reason: reasonOf(test) })),
    })
  }
}

/** @param {TestCase} test */
function nameOf(test) {
  return test.titlePath().filter(Boolean).join(': ')
}

/** @param {TestCase} test */
function reasonOf(test) {
  const annotations = [...test.annotations, ...test.results.flatMap((result) => result.annotations)]
  const skip = annotations.find(({ type }) => type === 'skip' || type === 'fixme')
  return skip === undefined ? 'it did not run' : (skip.description ?? 'no reason given')
}
