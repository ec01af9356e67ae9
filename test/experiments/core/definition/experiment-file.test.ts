import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseExperiment, wholeFileProblem } from '../../../../experiments/core/definition/experiment-file.ts'
import type { Experiment } from '../../../../experiments/core/definition/experiment.ts'
import { formatProblem } from '../../../../experiments/core/definition/problem.ts'

const smallest = 'lockstep: 1\ntitle: T\nworkload: { kernel: primes }\nseries: [node/serial]\n'

function parse(text: string, file = 'f.yaml') {
  return parseExperiment(file, new TextEncoder().encode(text))
}

function read(text: string, file = 'f.yaml'): Experiment {
  const parsed = parse(text, file)
  if (parsed.kind === 'refused') throw new Error(parsed.problems.map(formatProblem).join('\n'))
  return parsed.experiment
}

const cpuBoundSeries = [
  ...['serial', 'threads', 'processes', 'locked-threads'].map((executor) => `node/${executor}`),
  ...['serial', 'threads', 'processes', 'interpreters'].map((executor) => `cpython/${executor}`),
  ...['serial', 'threads', 'locked-threads'].map((executor) => `cpython-ft/${executor}`),
  ...['pypy/threads', 'jython/serial', 'jython/threads', 'ironpython/threads'],
]

test('the catalogue’s cpu-bound is read with every unit resolved', () => {
  const url = new URL('../../../../experiments/catalog/cpu-bound.yaml', import.meta.url)
  const { explanation, ...rest } = read(readFileSync(url, 'utf8'), 'whatever.yaml')
  expect(explanation).toMatch(/^Every series /)
  expect(rest).toEqual({
    id: 'cpu-bound',
    title: 'CPU-bound work and the lock',
    question: 'Do threads make CPU-bound work faster?',
    workload: { kind: 'kernel', kernel: 'primes', size: 'auto', tasks: 'auto' },
    series: cpuBoundSeries.map((id) => ({
      id,
      runtime: id.split('/')[0],
      executor: id.split('/')[1],
      variant: null,
    })),
    baseline: 'node/locked-threads',
    workers: [1, 2, 4, { timesCores: 1 }],
    scaling: 'strong',
    laps: 2,
    warmup: 'auto',
    rounds: { min: 5, max: 12 },
    precision: 0.1,
    budgetMs: 600_000,
    switchIntervalMs: 5,
    samplingMs: 100,
    monitor: 'on',
    pin: false,
    timeoutMs: 60_000,
    memoryLimitBytes: null,
    claims: [
      'process-uses-cores',
      'process-cpu-bound',
      'thread-no-cpu-gain',
      'avoid-multiprocessing',
      'avoid-other-implementation',
      'avoid-free-threaded',
      'avoid-interpreters',
    ],
    chart: 'speedup',
  })
})

test('four keys are enough; the rest has defaults, and the id comes from the file’s name', () => {
  expect(read(smallest, '/home/me/My Ünïque lab.v2.yaml')).toEqual({
    id: 'my-unique-lab-v2',
    title: 'T',
    question: '',
    explanation: '',
    workload: { kind: 'kernel', kernel: 'primes', size: 'auto', tasks: 'auto' },
    series: [{ id: 'node/serial', runtime: 'node', executor: 'serial', variant: null }],
    baseline: 'auto',
    workers: [{ upToCores: true }],
    scaling: 'strong',
    laps: 2,
    warmup: 'auto',
    rounds: { min: 5, max: 12 },
    precision: 0.1,
    budgetMs: 300_000,
    switchIntervalMs: 5,
    samplingMs: 100,
    monitor: 'on',
    pin: false,
    timeoutMs: 60_000,
    memoryLimitBytes: null,
    claims: [],
    chart: null,
  })
  expect(read(smallest, 'C:\\labs\\---.yaml').id).toBe('experiment')
})

test('files in any script have ids of their own, and the same file on every system', () => {
  const idOf = (file: string): string => read(smallest, file).id
  const ids = ['実験1.yaml', '測定1.yaml', 'опыт.yaml', 'опыт-2.yaml', 'Übung.yaml', 'uebung.yaml'].map(idOf)
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(id).toMatch(/^[a-z0-9-]{1,64}$/)
  expect(idOf(`${'ж'.repeat(80)}.yaml`)).not.toBe(idOf(`${'ж'.repeat(81)}.yaml`))
  // macOS keeps the parts of ü apart
  expect(idOf('Übung.yaml'.normalize('NFD'))).toBe('ubung')
})

test('a carriage return alone ends a line', () => {
  expect(read(smallest.replaceAll('\n', '\r')).title).toBe('T')
  const parsed = parse(`${smallest}laps: 0\n`.replaceAll('\n', '\r'))
  expect(parsed.kind === 'refused' && parsed.problems.map(({ line, column }) => [line, column])).toEqual([[5, 7]])
})

test('JSON is read too, with tabs and a $schema key', () => {
  const json = JSON.stringify(
    {
      $schema: './experiment.schema.json',
      lockstep: 1,
      title: 'T',
      workload: { module: './mine.mjs', size: 1000, tasks: 64 },
      series: ['node/threads'],
      memoryLimit: '4GiB',
    },
    null,
    '\t',
  )
  const experiment = read(json, 'mine.json')
  expect(experiment.workload).toEqual({ kind: 'module', path: './mine.mjs', size: 1000, tasks: 64 })
  expect(experiment.memoryLimitBytes).toBe(4 * 2 ** 30)
})

test('a module and a script have size 1 unless they say otherwise', () => {
  const module = smallest.replace('kernel: primes', 'module: ./a.mjs')
  expect(read(module).workload).toEqual({ kind: 'module', path: './a.mjs', size: 1, tasks: 'auto' })
  const script = smallest.replace('kernel: primes', 'script: ./a.py').replace('node/serial', 'cpython/threads')
  expect(read(script).workload).toEqual({ kind: 'script', path: './a.py', size: 1, tasks: 'auto' })
})

test('a probe is of a size at which it answers its question, unless the file says otherwise', () => {
  const sizeOf = (probe: string): unknown => read(smallest.replace('kernel: primes', `probe: ${probe}`)).workload.size
  expect(sizeOf('race')).toBe(300_000)
  expect(sizeOf('race, size: auto')).toBe(300_000)
  expect(sizeOf('race, size: 7')).toBe(7)
  expect(sizeOf('isolation')).toBe(1)
})

test.each([
  ['rounds: 3', { min: 3, max: 3 }],
  ['rounds: { min: 20 }', { min: 20, max: 20 }],
  ['rounds: { max: 3 }', { min: 3, max: 3 }],
  ['rounds: { min: 2 }', { min: 2, max: 12 }],
])('%s', (line, rounds) => {
  expect(read(smallest + line).rounds).toEqual(rounds)
})

test('ranges and multiples of P are worker counts; series and claims that come twice fold', () => {
  const text = smallest.replace('[node/serial]', '[node/serial, node/async, node/serial]')
  const experiment = read(`${text}workers: [2P, 1..3, P]\nclaims: [thread-race, thread-race]`)
  expect(experiment.workers).toEqual([{ timesCores: 2 }, 1, 2, 3, { timesCores: 1 }])
  expect(experiment.series.map((series) => series.id)).toEqual(['node/serial', 'node/async'])
  expect(experiment.claims).toEqual(['thread-race'])
})

test('anchors and aliases that repeat little are fine', () => {
  expect(read(`${smallest}workers: [&n 3, 1]\nlaps: *n\n`).laps).toBe(3)
})

test('a problem of the whole file stands at its first character', () => {
  expect(formatProblem(wholeFileProblem('lab.yaml', 'not found'))).toBe('lab.yaml:1:1: not found')
})
