import { expect, test } from 'vitest'
import type { PlainSeriesId } from '../../../../../experiments/core/names/series.ts'
import { decideByFacts, fiveTimes, type Facts } from '../fact-session.ts'

interface P95 {
  readonly alone: number
  readonly thread: number
  readonly process?: number
  /** Left out: the runtime has no switch interval. */
  readonly short?: number
}

/** Five rounds of p95 latencies in ms, give or take 1%. */
function rounds({ alone, thread, process = alone, short }: P95): readonly Facts[] {
  return [1, 1.01, 0.99, 1.01, 0.99].map((off) => ({
    'p95-alone': alone,
    'p95-beside-threads': thread * off,
    'p95-beside-processes': process,
    ...(short === undefined
      ? {}
      : { 'p95-at-short-interval': short, 'switch-interval': 5, 'short-switch-interval': 1 }),
  }))
}

function decide(p95: P95, series: PlainSeriesId = 'cpython/threads') {
  return decideByFacts('lock-convoy', { [series]: { 1: rounds(p95) } })
}

const underLock: P95 = { alone: 0.05, thread: 5.2, short: 1.2 }

test('a thread that delays answers, less so at a shorter interval, confirms the convoy', () => {
  const claim = decide(underLock)
  expect(claim.verdict).toBe('confirmed')
  expect(claim.why).toContain('p95 latency beside a CPU-bound thread')
  expect(claim.why).toContain('at a switch interval of 5 ms: 4.33× ')
  expect(claim.why).toContain('p95: 50.0 µs (50.0–50.0) alone')
})

test('answers that take less than three times as long refute it; the interval around three leaves it open', () => {
  expect(decide({ alone: 1, thread: 2.9, short: 1.2 }).verdict).toBe('refuted')
  expect(decide({ alone: 1, thread: 3, short: 1.2 }).verdict).toBe('inconclusive')
  expect(decide({ alone: 1, thread: 3.1, short: 1.2 }).verdict).toBe('confirmed')
})

test('a delay that does not depend on the switch interval is not the convoy of the claim', () => {
  expect(decide({ ...underLock, short: 5.2 }).verdict).toBe('inconclusive')
  expect(decide({ ...underLock, short: 5.4 }).verdict).toBe('refuted')
  expect(decide({ ...underLock, short: 5 }).verdict).toBe('confirmed')
})

test('without a switch interval the delay alone decides', () => {
  expect(decide({ alone: 0.05, thread: 0.06 }, 'cpython-ft/threads').runtimes[0]).toMatchObject({ verdict: 'refuted' })
})

test('nothing is told where a process, which shares no lock, delays answers as much', () => {
  const claim = decide({ ...underLock, process: 5.2 / 3 })
  expect(claim.verdict).toBe('inconclusive')
  expect(claim.why).toContain('Disturbed: beside a CPU-bound process')
  expect(decide({ ...underLock, process: 5.2 / 3.1 }).verdict).toBe('confirmed')
})

test('nothing is told where a wait for the lock would not show beside what requests take alone', () => {
  const claim = decide({ alone: 2.5, thread: 5.2, short: 1.2 })
  expect(claim.verdict).toBe('inconclusive')
  expect(claim.why).toContain('Disturbed: alone too requests took 2.50 ms (p95)')
  expect(decide({ alone: 2.4, thread: 5.2, short: 1.2 }).verdict).toBe('refuted')
})

test('CPython decides, others agree or differ, and our model can only illustrate', () => {
  const claim = decideByFacts('lock-convoy', {
    'cpython/threads': { 1: rounds(underLock) },
    'cpython-ft/threads': { 1: rounds({ alone: 0.05, thread: 0.06 }) },
    'node/threads': { 1: rounds({ alone: 0.05, thread: 0.06 }) },
    'node/locked-threads': { 1: rounds(underLock) },
  })
  expect(claim.verdict).toBe('confirmed')
  expect(claim.why).toContain('Free-threaded CPython: different result. Node: different result')
  const node = claim.runtimes.find(({ runtime }) => runtime === 'node')
  expect(node?.why).toContain('Our own model of the lock shows it')
  expect(decide(underLock, 'node/locked-threads').verdict).toBe('illustrated')
})

test('one round, a quick look and failed trials decide nothing', () => {
  const one = rounds(underLock).slice(0, 1)
  expect(decideByFacts('lock-convoy', { 'cpython/threads': { 1: one } }).verdict).toBe('inconclusive')
  const quick = decideByFacts('lock-convoy', { 'cpython/threads': { 1: rounds(underLock) } }, { quick: true })
  expect(quick.verdict).toBe('inconclusive')
  expect(decideByFacts('lock-convoy', { 'cpython/threads': { 1: fiveTimes(null) } }).verdict).toBe('inconclusive')
  expect(decideByFacts('lock-convoy', { 'cpython/threads': { 2: rounds(underLock) } }).why).toContain(
    'No CPU-bound thread was measured beside CPython threads',
  )
})
