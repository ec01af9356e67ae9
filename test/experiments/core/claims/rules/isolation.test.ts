import { describe, expect, test } from 'vitest'
import { decideByFacts, type Facts } from '../fact-session.ts'

/** Three rounds that all found the same. */
function always(facts: Facts): readonly Facts[] {
  return [facts, facts, facts]
}

describe('a process is independent of others', () => {
  const apart = { pids: 4, 'others-finished': 3 }

  test('where each has a pid of its own and the end of one leaves the others running', () => {
    const claim = decideByFacts('process-independent', { 'cpython/processes': { 4: always(apart) } })
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toBe(
      'CPython: true here. Each worker had a process id of its own in all 3 trials (by construction: the system numbers its processes). The others finished after one was killed in all 3 trials.',
    )
  })

  test('is refuted where two of four shared a pid, or one of three did not finish, in every round', () => {
    const sharing = { 'cpython/processes': { 4: always({ ...apart, pids: 3 }) } }
    expect(decideByFacts('process-independent', sharing).verdict).toBe('refuted')
    const ending = { 'cpython/processes': { 4: always({ ...apart, 'others-finished': 2 }) } }
    expect(decideByFacts('process-independent', ending).verdict).toBe('refuted')
  })

  test('is inconclusive where one round of three, or one of the worker counts, says otherwise', () => {
    const oneRound = { 'cpython/processes': { 4: [apart, apart, { ...apart, 'others-finished': 2 }] } }
    expect(decideByFacts('process-independent', oneRound).verdict).toBe('inconclusive')
    const oneCount = { 'cpython/processes': { 2: always({ pids: 2, 'others-finished': 0 }), 4: always(apart) } }
    expect(decideByFacts('process-independent', oneCount).verdict).toBe('inconclusive')
  })

  test('is inconclusive where nobody tried to end one', () => {
    const untried = { 'cpython/processes': { 4: always({ pids: 4 }) } }
    expect(decideByFacts('process-independent', untried).verdict).toBe('inconclusive')
  })

  test('is not measured by forked processes or threads', () => {
    const others = { 'cpython/processes-fork': { 4: always(apart) }, 'cpython/threads': { 4: always(apart) } }
    expect(decideByFacts('process-independent', others).verdict).toBe('not-measured')
  })
})

describe('a process is started independently', () => {
  const independent = { 'fresh-modules': 2, 'child-outlives-parent': true }

  test('where every one has fresh modules and a child outlives its parent', () => {
    const claim = decideByFacts('process-start-independent', { 'cpython/processes': { 2: always(independent) } })
    expect(claim.verdict).toBe('confirmed')
  })

  test('is refuted where one found a module as its parent had left it, or the child ended with its parent', () => {
    const inherited = { 'cpython/processes': { 2: always({ ...independent, 'fresh-modules': 1 }) } }
    expect(decideByFacts('process-start-independent', inherited).verdict).toBe('refuted')
    const together = { 'cpython/processes': { 2: always({ ...independent, 'child-outlives-parent': false }) } }
    expect(decideByFacts('process-start-independent', together).verdict).toBe('refuted')
  })
})

describe('memory is not shared between processes', () => {
  test('where no other sees what one writes', () => {
    const unseen = { 'cpython/processes': { 4: always({ 'write-seen-by': 0 }) } }
    expect(decideByFacts('process-separate-memory', unseen).verdict).toBe('confirmed')
  })

  test('is refuted where one of three sees it, and inconclusive where that happened once', () => {
    const [none, one] = [{ 'write-seen-by': 0 }, { 'write-seen-by': 1 }]
    const seen = { 'cpython/processes': { 4: always(one) } }
    expect(decideByFacts('process-separate-memory', seen).verdict).toBe('refuted')
    const once = { 'cpython/processes': { 4: [none, one, none] } }
    expect(decideByFacts('process-separate-memory', once).verdict).toBe('inconclusive')
  })
})

describe('a process holds many threads, each scheduled by itself', () => {
  const threads = { pids: 1, 'thread-ids': 2, 'worker-cpu': [20.5, 21.25] }

  test('where all have one pid, own thread ids and own CPU time, which is told', () => {
    const claim = decideByFacts('thread-many', { 'cpython/threads': { 2: always(threads) } })
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toContain('Each had CPU time of its own in all 3 trials: at least 20.5 ms')
  })

  test.each([
    ['there were two processes', { pids: 2 }],
    ['two workers had one thread id', { 'thread-ids': 1 }],
    ['one worker had no CPU time', { 'worker-cpu': [20, 0] }],
    ['one worker did not tell its CPU time', { 'worker-cpu': [20] }],
  ])('is refuted where %s', (_what, change) => {
    const facts = { 'cpython/threads': { 2: always({ ...threads, ...change }) } }
    expect(decideByFacts('thread-many', facts).verdict).toBe('refuted')
  })

  test('is inconclusive for a runtime that does not tell CPU time by thread', () => {
    const facts = { 'ironpython/threads': { 2: always({ pids: 1, 'thread-ids': 2 }) } }
    const claim = decideByFacts('thread-many', facts)
    expect(claim.runtimes).toMatchObject([{ runtime: 'ironpython', verdict: 'inconclusive' }])
  })
})

describe('threads share the memory of their process', () => {
  const node = always({ 'write-seen-by': 0, 'shared-buffer-seen-by': 3 })

  test('where all others see what one writes; Node differs, and shares a SharedArrayBuffer only', () => {
    const claim = decideByFacts('thread-shared-memory', {
      'cpython/threads': { 4: always({ 'write-seen-by': 3 }) },
      'node/threads': { 4: node },
    })
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toMatch(/^CPython: true here. .*\. Node: different result\.$/)
    expect(claim.runtimes[1]).toMatchObject({ runtime: 'node', verdict: 'refuted' })
    expect(claim.runtimes[1]?.why).toBe(
      'Other workers did not see what one wrote into an ordinary object in all 3 trials. All others saw what it wrote into a SharedArrayBuffer in all 3 trials.',
    )
  })

  test('is refuted where one of three did not see it', () => {
    const facts = { 'cpython/threads': { 4: always({ 'write-seen-by': 2 }) } }
    expect(decideByFacts('thread-shared-memory', facts).verdict).toBe('refuted')
  })

  test('cannot be decided by Node alone', () => {
    expect(decideByFacts('thread-shared-memory', { 'node/threads': { 4: node } }).verdict).toBe('inconclusive')
  })
})

test('what cannot come out otherwise is told as such, and only where that is so', () => {
  const seen = { 'write-seen-by': 1, 'shared-buffer-seen-by': 1 }
  const claim = decideByFacts('thread-shared-memory', {
    'cpython/threads': { 2: [seen] },
    'node/threads': { 2: [seen] },
  })
  const [cpython, node] = claim.runtimes
  expect(cpython?.why).toContain("(by construction: Python's threads have one heap)")
  expect(node?.why).not.toContain('by construction')
})
