import { expect, test } from 'vitest'
import { parseExperiment } from '../../../../experiments/core/definition/experiment-file.ts'
import type { Experiment } from '../../../../experiments/core/definition/experiment.ts'
import { applyOverrides, type ExperimentOverrides } from '../../../../experiments/core/definition/overrides.ts'
import type { Overrides } from '../../../../preload/requests.ts'

function experimentOf(workload = '{ kernel: primes, tasks: 4 }', more = ''): Experiment {
  const text = `lockstep: 1\ntitle: T\nworkload: ${workload}\nseries: [node/serial, node/locked-threads]\nbaseline: node/locked-threads\nworkers: [1, 2]\n${more}`
  const parsed = parseExperiment('f.yaml', new TextEncoder().encode(text))
  if (parsed.kind === 'refused') throw new Error(JSON.stringify(parsed.problems))
  return parsed.experiment
}

function overridden(overrides: ExperimentOverrides, experiment = experimentOf()): Experiment {
  const applied = applyOverrides(experiment, overrides)
  if (applied.kind === 'refused') throw new Error(applied.refusals.map(({ message }) => message).join('\n'))
  return applied.experiment
}

test('no overrides leave the experiment as it is', () => {
  const fromContract: Overrides = {}
  expect(overridden(fromContract)).toEqual(experimentOf())
})

test('series and workers replace those of the file; a fixed baseline stays', () => {
  const experiment = overridden({ series: ['node/threads', 'node/threads'], workers: ['2P', '1..3', '4'] })
  expect(experiment.series.map((series) => series.id)).toEqual(['node/threads'])
  expect(experiment.workers).toEqual([{ timesCores: 2 }, 1, 2, 3, 4])
  expect(experiment.baseline).toBe('node/locked-threads')
})

test('a number of rounds is both the fewest and the most', () => {
  expect(overridden({ rounds: 3, laps: 7 })).toMatchObject({ rounds: { min: 3, max: 3 }, laps: 7, warmup: 'auto' })
})

test('quick is two rounds, one warm-up lap and two laps, unless rounds or laps are given beside it', () => {
  const slow = experimentOf(undefined, 'laps: 9')
  expect(overridden({ quick: true }, slow)).toMatchObject({ rounds: { min: 2, max: 2 }, laps: 2, warmup: 1 })
  expect(overridden({ quick: true, rounds: 4 }, slow)).toMatchObject({ rounds: { min: 4, max: 4 }, laps: 2, warmup: 1 })
  expect(overridden({ quick: true, laps: 5 }, slow)).toMatchObject({ rounds: { min: 2, max: 2 }, laps: 5, warmup: 1 })
  expect(overridden({ quick: false }, slow)).toMatchObject({ rounds: { min: 5, max: 12 }, laps: 9, warmup: 'auto' })
})

test('whether the monitor is on replaces what the file says', () => {
  expect(overridden({}).monitor).toBe('on')
  expect(overridden({ monitor: 'pairs' }).monitor).toBe('pairs')
  expect(overridden({}, experimentOf(undefined, 'monitor: off')).monitor).toBe('off')
  expect(overridden({ monitor: 'on' }, experimentOf(undefined, 'monitor: off')).monitor).toBe('on')
})

function refusalsOf(experiment: Experiment, overrides: ExperimentOverrides): readonly string[] {
  const result = applyOverrides(experiment, overrides)
  return result.kind === 'ok' ? [] : result.refusals.map(({ override, message }) => `${override}: ${message}`)
}

const workers = 'expected a whole number from 1 to 1,024, P, 2P or a range such as 1..8'

test.each([
  [{ workers: ['0'] }, [`workers: got 0, ${workers}`]],
  [
    { workers: ['1', 'two hundred', '10000'] },
    [`workers: got "two hundred", ${workers}`, `workers: got 10000, ${workers}`],
  ],
  [{ workers: [''] }, [`workers: got "", ${workers}`]],
  [{ workers: [] }, ['workers: got nothing, expected at least one worker count']],
  [{ workers: ['8'] }, ['workers: got 8, expected at most 4, the tasks of the experiment']],
  [{ series: [] }, ['series: got nothing, expected at least one series']],
  [
    { series: ['node/thread'] },
    [
      'series: got node/thread, expected node/serial, node/threads, node/processes, node/locked-threads, node/async or node/pool; did you mean node/threads?',
    ],
  ],
  [{ rounds: 0 }, ['rounds: got 0, expected a whole number from 1 to 1,000']],
  [{ laps: Number.NaN }, ['laps: got NaN, expected a whole number from 1 to 1,000']],
  [{ monitor: 'often' }, ['monitor: got often, expected off, on or pairs']],
  [{ seed: 2 ** 32 }, ['seed: got 4294967296, expected a whole number from 0 to 4,294,967,295']],
  [
    { workers: ['x'], rounds: 1.5 },
    [`workers: got x, ${workers}`, 'rounds: got 1.5, expected a whole number from 1 to 1,000'],
  ],
] satisfies [ExperimentOverrides, string[]][])('%j is refused', (overrides, messages) => {
  expect(refusalsOf(experimentOf(), overrides)).toEqual(messages)
})

test('a module is not run on Python', () => {
  const messages = ['series: got cpython/threads, expected a series of node: a JavaScript module runs on Node only']
  expect(refusalsOf(experimentOf('{ module: ./a.mjs }'), { series: ['cpython/threads'] })).toEqual(messages)
})

test('with weak scaling any worker count has tasks', () => {
  expect(overridden({ workers: ['8'] }, experimentOf(undefined, 'scaling: weak')).workers).toEqual([8])
})
