import { describe, expect, test } from 'vitest'
import { decideByFacts, type Facts, type FactsBySeries } from '../fact-session.ts'

function always(facts: Facts): { 1: readonly Facts[] } {
  return { 1: [facts, facts, facts] }
}

const object = 'the same object'
const given = { message: object, 'value-lambda': object, 'value-lock': object, 'value-open-file': object }
const pickled = { message: 'a copy', 'value-lambda': 'refused', 'value-lock': 'refused', 'value-open-file': 'refused' }

function cpython(threads: Facts, processes: Facts): FactsBySeries {
  return { 'cpython/threads': always(threads), 'cpython/processes': always(processes) }
}

const decide = (facts: FactsBySeries) => decideByFacts('process-ipc', facts)

describe('communication between processes is more complicated', () => {
  test('where messages are copies, and a lambda, a lock and an open file are refused, all unlike between threads', () => {
    const claim = decide(cpython(given, pickled))
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toContain('Another process was given a copy in all 3 trials')
    expect(claim.why).toContain(
      'Threads took a lock in all 3 trials (by construction: a queue hands over a reference). Processes refused it in all 3 trials',
    )
  })

  test.each(['value-lambda', 'value-lock', 'value-open-file'])('is refuted where processes take %s', (name) => {
    expect(decide(cpython(given, { ...pickled, [name]: 'a copy' })).verdict).toBe('refuted')
  })

  test('is refuted where threads are given copies too, or refuse the same', () => {
    expect(decide(cpython({ ...given, message: 'a copy' }, pickled)).verdict).toBe('refuted')
    expect(decide(cpython({ ...given, 'value-lock': 'refused' }, pickled)).verdict).toBe('refuted')
  })

  test('is inconclusive where one round says otherwise, or a value was not tried', () => {
    const once = { 1: [pickled, { ...pickled, 'value-lock': 'a copy' }, pickled] }
    expect(decide({ ...cpython(given, pickled), 'cpython/processes': once }).verdict).toBe('inconclusive')
    const { 'value-lock': _untried, ...rest } = pickled
    expect(decide(cpython(given, rest)).verdict).toBe('inconclusive')
  })

  test('takes both threads and processes', () => {
    expect(decide({ 'cpython/processes': always(pickled) }).verdict).toBe('not-measured')
    expect(decide({ 'jython/threads': always(given) }).why).toContain('It takes CPython threads and CPython processes')
  })

  test('what it costs is told, and changes no verdict', () => {
    const costs = (ms: number) => ({ 'round-trip-1MiB': [ms, ms * 3, ms], 'set-up-calls': 2 })
    const shared = { 'shared-memory-round-trip-1MiB': [0.02], 'shared-memory-set-up-calls': 7 }
    const slow = decide(cpython({ ...given, ...costs(0.01) }, { ...pickled, ...costs(1.2), ...shared }))
    expect(slow.verdict).toBe('confirmed')
    expect(slow.why).toContain(
      'Shown, not judged: a round trip of 1 MiB took 10.0 µs (10.0–10.0) to a thread, 1.20 ms (1.20–1.20) to a process, 20.0 µs (20.0–20.0) to a process with the bytes in shared memory, which took 7 calls to set up in place of 2 calls',
    )
    const fast = decide(cpython({ ...given, ...costs(5) }, { ...pickled, ...costs(0.1) }))
    expect(fast.verdict).toBe('confirmed')
    expect(fast.why).toMatch(/0\.10 ms \(0\.10–0\.10\) to a process\.$/)
  })
})

describe('in Node', () => {
  const cloned = { message: 'a copy', 'value-map': 'a copy', 'value-bigint': 'a copy', 'value-shared-memory': 'shared' }
  const json = { message: 'a copy', 'value-map': 'lost', 'value-bigint': 'refused', 'value-shared-memory': 'lost' }
  const node = (threads: Facts, processes: Facts): FactsBySeries => ({
    'node/threads': always(threads),
    'node/processes': always(processes),
  })

  test('it is where threads alone share memory, and processes lose values, though both are sent copies', () => {
    const claim = decide({ ...cpython(given, pickled), ...node(cloned, json) })
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toMatch(/Node: same result\.$/)
    expect(claim.runtimes[1]?.why).toContain('Threads shared memory in all 3 trials. Processes did not in all 3 trials')
  })

  test('it is not where processes share memory, or a big integer arrives', () => {
    for (const change of [{ 'value-shared-memory': 'shared' }, { 'value-bigint': 'a copy' }]) {
      const [runtime] = decide(node(cloned, { ...json, ...change })).runtimes
      expect(runtime).toMatchObject({ runtime: 'node', verdict: 'refuted' })
    }
  })
})
