import { describe, expect, test } from 'vitest'
import { formatSteady, steadyStates } from '../../../../experiments/core/curves/steady-state.ts'
import { applyOverrides } from '../../../../experiments/core/definition/overrides.ts'
import { parseExperiment } from '../../../../experiments/core/definition/experiment-file.ts'
import { lapsFigure } from '../../../../experiments/core/figures/laps.ts'
import { chartThemes } from '../../../../experiments/core/charts/theme.ts'
import { sessionOf } from '../../../../testbed/sessions/rounds.ts'
import { SeededNumbers } from '../../../../testbed/seeded-numbers.ts'

/** Laps of 300 ms that scatter by 1%, times a factor each. */
function laps(factorOf: (lap: number) => number, seed = 1, count = 30): readonly number[] {
  const numbers = new SeededNumbers(seed)
  return Array.from({ length: count }, (_, lap) => 300 * factorOf(lap) * Math.exp(numbers.normal() * 0.01))
}

function steady(lapsMs: readonly number[]) {
  const session = sessionOf({ rounds: { 'node/threads': { 2: [lapsMs] } } })
  // a made-up trial begins with a warm-up lap
  return steadyStates({ ...session, laps: session.laps.filter(({ warmup }) => !warmup) })
}

describe('thirty laps of one trial', () => {
  test('that scatter around one time are steady, in 95 of 100 trials', () => {
    const found = Array.from({ length: 100 }, (_, seed) => steady(laps(() => 1, seed))[0]?.steadyFrom)
    expect(found.filter((from) => from !== 1).length).toBeLessThanOrEqual(5)
    expect(formatSteady(steady(laps(() => 1)))).toContain('2 Node threads: steady over all 30 laps')
  })

  test('become steady when their warm-up is over, also after two laps', () => {
    for (const warm of [2, 5, 12]) {
      const [state] = steady(laps((lap) => (lap < warm ? 1.4 : 1)))
      expect(state?.steadyFrom).toBe(warm + 1)
      expect(state?.sentence).toMatch(
        new RegExp(`^steady from lap ${warm + 1} of 30 on; .* took 4\\d(\\.\\d)?% longer`),
      )
    }
  })

  test('that change near their end, or rise without an end, are not steady', () => {
    expect(steady(laps((lap) => (lap < 24 ? 1 : 1.3)))[0]).toMatchObject({ steadyFrom: null })
    const [rising] = steady(laps((lap) => 1.05 ** lap))
    expect(rising?.sentence).toMatch(/^not steady: it changed at lap \d+ of 30; the laps before that took .* less/)
  })

  test('of which the first alone is slow are steady, and the first is named', () => {
    expect(steady(laps((lap) => (lap === 0 ? 2 : 1)))[0]?.sentence).toMatch(
      /^steady over all 30 laps, but the first took (9\d|10\d)(\.\d)?% longer$/,
    )
  })

  test('are asked for by --steady: one round of one long trial, without warm-up', () => {
    const text = 'lockstep: 1\ntitle: T\nworkload: { kernel: primes }\nseries: [node/serial]\n'
    const parsed = parseExperiment('f.yaml', new TextEncoder().encode(text))
    const changed = parsed.kind === 'ok' ? applyOverrides(parsed.experiment, { steady: true }) : null
    expect(changed).toMatchObject({
      experiment: { laps: 30, warmup: 0, rounds: { min: 1, max: 1 }, timeoutMs: 300_000 },
    })
  })
})

test('shorter trials say nothing', () => {
  expect(steady(laps(() => 1, 1, 29))).toEqual([])
  expect(formatSteady([])).toBe('')
})

test('the chart has a line for each condition, whose label says from when on it was steady', () => {
  const drawing = lapsFigure.draw(steady(laps((lap) => (lap < 5 ? 1.4 : 1))), { theme: chartThemes.light, texts: null })
  const { datasets } = drawing.config.data
  expect(datasets).toMatchObject([{ label: '2 Node threads' }])
  expect(datasets[0]?.data).toHaveLength(30)
  expect(datasets[0]?.data[0]).toMatchObject({ x: 1 })
})
