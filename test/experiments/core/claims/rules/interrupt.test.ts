import { describe, expect, test } from 'vitest'
import { decideByFacts, type Facts } from '../fact-session.ts'

/** Three rounds that all found the same. */
function always(facts: Facts): readonly Facts[] {
  return [facts, facts, facts]
}

describe('processes are interruptible and killable', () => {
  const stopped = { 'interrupt-raises': true, 'kill-ends': true, 'others-finished': 3, interrupt: 0.5, kill: 8 }

  test('where an interrupt is raised, a kill ends and the others finish, with the times that it took', () => {
    const rounds = [stopped, { ...stopped, kill: 10 }, { ...stopped, kill: 30 }]
    const claim = decideByFacts('process-killable', { 'cpython/processes': { 4: rounds } })
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toBe(
      'CPython: true here. An interrupt was raised in an endless loop in all 3 trials. A kill ended one in all 3 trials. All others finished in all 3 trials. The interrupt took 0.50 ms (0.50–0.50 in 3 trials), the kill 10.00 ms (8.00–30.00 in 3 trials).',
    )
  })

  test.each([
    ['nothing was raised', { 'interrupt-raises': false }],
    ['it survived the kill', { 'kill-ends': false }],
    ['one of the three others did not finish', { 'others-finished': 2 }],
  ])('is refuted where %s in every round, and inconclusive where only in one', (_what, change) => {
    const other = { ...stopped, ...change }
    const verdict = (rounds: readonly Facts[]): string =>
      decideByFacts('process-killable', { 'cpython/processes': { 4: rounds } }).verdict
    expect(verdict(always(other))).toBe('refuted')
    expect(verdict([stopped, stopped, other])).toBe('inconclusive')
  })

  test('is inconclusive where no interrupt could be sent', () => {
    const { 'interrupt-raises': _raises, interrupt: _interrupt, ...uninterrupted } = stopped
    const claim = decideByFacts('process-killable', { 'cpython/processes': { 4: always(uninterrupted) } })
    expect(claim.verdict).toBe('inconclusive')
    expect(claim.why).toContain('no trial said “An interrupt is raised in the loop”')
  })

  test('Node agrees by what an interrupt does by default, and its handler that is not called is told', () => {
    const node = { 'handler-sees-interrupt': false, 'interrupt-ends': true, 'kill-ends': true, 'others-finished': 1 }
    const claim = decideByFacts('process-killable', {
      'cpython/processes': { 2: always({ ...stopped, 'others-finished': 1 }) },
      'node/processes': { 2: always(node) },
    })
    expect(claim.why).toMatch(/Node: same result\.$/)
    expect(claim.runtimes[1]?.why).toMatch(/A handler of its own is never called in the loop\.$/)
  })
})

describe('threads are not interruptible or killable', () => {
  const deaf = { 'interrupt-reaches-main': true, 'interrupted-threads': 0, 'runs-after-request': true }

  test('where an interrupt reaches the main thread alone and a looping one still runs after two seconds', () => {
    const claim = decideByFacts('thread-not-killable', { 'cpython/threads': { 2: always(deaf) } })
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toBe(
      'CPython: true here. An interrupt reached the main thread in all 3 trials. It reached no other thread in all 3 trials. A looping thread still ran 2 s after it was asked to stop in all 3 trials (by construction: it can be asked by a message only, which a loop does not read).',
    )
  })

  test("stays confirmed where CPython's C interface stopped the thread, which is noted and not judged", () => {
    const raised = { 'async-exception-ends': true, 'async-exception': 5.2, 'async-exception-in-call': 951 }
    const claim = decideByFacts('thread-not-killable', { 'cpython/threads': { 2: [{ ...deaf, ...raised }] } })
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toContain(
      'Not judged: PyThreadState_SetAsyncExc, which only C code can call, stopped it at a bytecode after 5.20 ms, and after 951 ms where it was in a native call of 1 s',
    )
  })

  test.each([
    ['the interrupt did not reach the main thread', { 'interrupt-reaches-main': false }],
    ['the interrupt reached one other thread', { 'interrupted-threads': 1 }],
    ['the thread did stop', { 'runs-after-request': false }],
  ])('is refuted where %s in every round, and inconclusive where only in one', (_what, change) => {
    const other = { ...deaf, ...change }
    const verdict = (rounds: readonly Facts[]): string =>
      decideByFacts('thread-not-killable', { 'cpython/threads': { 2: rounds } }).verdict
    expect(verdict(always(other))).toBe('refuted')
    expect(verdict([deaf, deaf, other])).toBe('inconclusive')
  })

  test('Node differs, since terminate() ends a thread; Jython agrees, whose main thread sees no interrupt', () => {
    const ended = { 'terminate-ends': true, terminate: 1.25, 'terminate-in-native-call': 960 }
    const claim = decideByFacts('thread-not-killable', {
      'cpython/threads': { 2: always(deaf) },
      'jython/threads': { 2: always({ ...deaf, 'interrupt-reaches-main': false }) },
      'node/threads': { 2: always({ ...deaf, ...ended }) },
    })
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toMatch(/\. Jython: same result\. Node: different result\.$/)
    expect(claim.runtimes.at(-1)?.why).toContain(
      'But terminate() ended it in all 3 trials. terminate() took 1.25 ms (1.25–1.25 in 3 trials), and 960 ms (960–960 in 3 trials) where it was in a native call that takes a core about 1 s',
    )
  })
})
