import { describe, expect, test } from 'vitest'
import type { SessionWarning } from '../../../../experiments/core/warnings/warning-rule.ts'
import { sessionWarnings } from '../../../../experiments/core/warnings/session-warnings.ts'
import { crashed, sessionOf, type MadeUpSession, type MadeUpRound } from '../../../../testbed/sessions/rounds.ts'
import { SimulatedMachine } from '../../../../testbed/simulated-machine.ts'

type Trials = readonly MadeUpRound[]

function warningsOf(threads: Trials, fixture: Partial<MadeUpSession> = {}): readonly SessionWarning[] {
  return sessionWarnings(sessionOf({ ...fixture, rounds: { 'node/threads': { 2: threads } } }))
}

function warning(kind: string, threads: Trials, fixture: Partial<MadeUpSession> = {}): string | undefined {
  return warningsOf(threads, fixture).find((one) => one.kind === kind)?.message
}

/** @returns so many rounds, each of two laps around `ms` */
function steady(rounds: number, ms = 400): Trials {
  return Array.from({ length: rounds }, (_, round) => [ms + (round % 3), ms + ((round + 1) % 3)])
}

test('a steady session with enough laps is not warned of', () => {
  expect(warningsOf(steady(6))).toEqual([])
})

test('a session without laps, as probes and failed trials leave it, is not warned of', () => {
  expect(warningsOf([crashed, crashed])).toEqual([])
})

describe('too few laps', () => {
  test('are fewer than ten of a condition', () => {
    expect(warning('few-laps', steady(4))).toBe(
      'Too few laps: 2 Node threads had 8 measured laps, and 10 are needed to know how much they scatter. Raise rounds, laps or budget.',
    )
    expect(warning('few-laps', steady(5))).toBeUndefined()
  })

  test('are meant in a quick run', () => {
    expect(warning('few-laps', steady(1), { quick: true })).toBeUndefined()
  })
})

describe('laps too short', () => {
  test('take less than 200 ms', () => {
    expect(warning('short-laps', steady(6, 196))).toBe(
      'Laps were too short (197 ms; 200 ms needed): start-up noise dominates in 2 Node threads. Use a larger size.',
    )
    expect(warning('short-laps', steady(6, 200))).toBeUndefined()
  })

  test('take less than 40 ms where the work waits', () => {
    const waiting = (ms: number) => sessionOf({ kernel: 'waiting', rounds: { 'node/threads': { 16: steady(10, ms) } } })
    const [message] = sessionWarnings(waiting(35))
    expect(message?.message).toMatch(/^Laps were too short \(36\.0 ms; 40\.0 ms needed\): .* 16 Node threads\./)
    expect(sessionWarnings(waiting(41)).filter(({ kind }) => kind === 'short-laps')).toEqual([])
  })

  test('are told of the shortest, and few of many are named', () => {
    const rounds = Object.fromEntries([1, 2, 4, 8, 16].map((workers) => [workers, steady(6, 150 / workers)]))
    const [message] = sessionWarnings(sessionOf({ usableCores: 16, rounds: { 'node/threads': rounds } }))
    expect(message?.message).toMatch(
      /^Laps were too short \(10\.\d ms and more; .* 16 Node threads, 8 Node threads and 3 more\./,
    )
  })
})

describe('much spread', () => {
  /** Logarithms ±d about their mean have a standard deviation of d·√(6 ÷ 5). */
  const scattered = (d: number): Trials => [d, -d, d, -d, d, -d].map((log) => 400 * Math.exp(log))

  test('is more than 10% between rounds', () => {
    expect(warning('spread', scattered(0.0914))).toBe(
      'Much spread: the times of 2 Node threads scatter by 10% between rounds. The intervals include this. To narrow them, close other programs, use mains power, or allow more rounds.',
    )
    expect(warning('spread', scattered(0.0912))).toBeUndefined()
  })

  test('takes three trials to be told', () => {
    expect(warning('spread', [400, 600])).toBeUndefined()
    expect(warning('spread', [400, 600, 400])).toContain('scatter by 23%')
  })
})

describe('a slow first lap', () => {
  const warming = (times: number): Trials =>
    Array.from({ length: 6 }, (_, round) => [400 * times + (round % 2), 400, 402])

  test('takes more than 5% longer than those after it, beyond doubt', () => {
    expect(warning('slow-first-lap', warming(1.08))).toMatch(
      /^First lap slow: the first measured lap of Node threads takes 7\.9% \(7\.\d–8(\.\d)?%\) longer than those after it\. The program was not warm yet: raise warmup\.$/,
    )
    expect(warning('slow-first-lap', warming(1.05))).toBeUndefined()
  })

  test('is not told where it may be chance', () => {
    expect(
      warning('slow-first-lap', [
        [480, 400],
        [400, 440],
        [470, 400],
        [400, 430],
        [460, 400],
      ]),
    ).toBeUndefined()
  })

  test('takes two laps to be told', () => {
    expect(warning('slow-first-lap', [[480], [480], [480]])).toBeUndefined()
  })
})

describe('outliers', () => {
  const usual = [400, 404, 396, 402, 398]

  test('lie beyond 6.6 on the modified Z scale among six', () => {
    // Median ln 401, MAD ln 404 − ln 401: 6.57 are at 401·exp(6.57·0.00745 ÷ 0.6745) = 431.
    expect(warning('outliers', [...usual, 700])).toBe(
      'Outliers: 1 trial lies far from the others of the condition (of 6); it is 2 Node threads in round 6, 700 ms where 401 ms is usual. Nothing is left out. See what else ran then, and run again on a quiet machine.',
    )
    expect(warning('outliers', [...usual, 429])).toBeUndefined()
  })

  test('are no nuisance on a machine so steady that 5% are far out', () => {
    const steady = [400, 401, 399, 400.5, 399.5]
    expect(warning('outliers', [...steady, 423])).toContain('423 ms')
    expect(warning('outliers', [...steady, 419])).toBeUndefined()
  })

  test('take five trials to be told', () => {
    expect(warning('outliers', [400, 404, 396, 900])).toBeUndefined()
  })
})

describe('drift', () => {
  /** A machine that gets slower from first to last, over ten rounds of five conditions. */
  function drifting(seed: number, times: number): readonly SessionWarning[] {
    const machine = new SimulatedMachine(seed, { trialScatter: 0.06, disturbedShare: 0.1, disturbedTimes: 1.2 })
    const rounds = Array.from({ length: 10 }, (_, round) => 400 * times ** (round / 9))
    const conditions = [1, 2, 4, 8, 16].map((workers) => [workers, rounds.map((ms) => machine.trial(ms, 2))])
    return sessionWarnings(
      sessionOf({
        usableCores: 16,
        rounds: { 'node/threads': Object.fromEntries(conditions) as Record<number, readonly (readonly number[])[]> },
      }),
    ).filter(({ kind }) => kind === 'drift')
  }

  const alarms = (times: number): number =>
    Array.from({ length: 300 }, (_, seed) => drifting(seed, times).length).reduce((sum, one) => sum + one, 0) / 300

  test('of a quarter is found, with its interval, its p value and its direction', () => {
    expect(drifting(1, 1.25)[0]?.message).toMatch(
      /^Drift: trials took \d+% \([\d.]+–\d+%\) longer at the end of the session than at its start \(p = (below )?0\.0\d+\)\. .* cool and rest/,
    )
    expect(drifting(1, 0.8)[0]?.message).toMatch(/^Drift: trials took \d+% \([\d.]+–\d+%\) less at the end/)
    expect(alarms(1.25)).toBeGreaterThan(0.9)
  })

  test('that is not there is seldom found', () => {
    expect(alarms(1)).toBeLessThan(0.025)
  })

  test('of less than 5% disturbs nobody, however certain', () => {
    const ramp = (times: number): Trials => Array.from({ length: 8 }, (_, round) => 400 * times ** (round / 7))
    expect(warning('drift', ramp(1.052))).toContain('5.2%')
    expect(warning('drift', ramp(1.048))).toBeUndefined()
  })

  test('takes five rounds to be told', () => {
    expect(warning('drift', [400, 440, 480, 520])).toBeUndefined()
    expect(warning('drift', [400, 440, 480, 520, 560])).toContain('40%')
  })
})

describe('oversubscribed', () => {
  test('are conditions whose workers shared the cores', () => {
    const session = (usableCores: number, busyShare: number): readonly SessionWarning[] =>
      sessionWarnings(
        sessionOf({
          usableCores,
          busyShare: () => busyShare,
          rounds: { 'node/serial': { 1: steady(6) }, 'node/threads': { 2: steady(6), 4: steady(6) } },
        }),
      ).filter(({ kind }) => kind === 'oversubscribed')
    expect(session(2, 0.5).map(({ message }) => message)).toEqual([
      '4 workers of Node threads had to share 2 cores; look at these curves only up to 2.',
    ])
    expect(session(4, 0.5)).toEqual([])
    // a quarter of the two cores, 0.5, is the least that counts as busy
    expect(session(2, 0.124)).toEqual([])
  })
})
