import { expect, test } from 'vitest'
import { parseExperiment } from '../../../../experiments/core/definition/experiment-file.ts'
import { makePlan, tasksAt, type Plan } from '../../../../experiments/core/plan/plan.ts'
import { runtimeIds, type RuntimeId } from '../../../../experiments/core/names/series.ts'
import { shuffledRound } from '../../../../experiments/core/numbers/shuffle.ts'

interface Given {
  readonly series: string
  readonly more?: string
  readonly workload?: string
  readonly usableCores?: number
  readonly judgedCores?: number
  readonly runtimes?: readonly RuntimeId[]
  readonly pinObstacle?: string | null
}

function plan({
  series,
  more = '',
  workload = '{ kernel: primes }',
  usableCores = 4,
  judgedCores = usableCores,
  runtimes = ['node'],
  pinObstacle = null,
}: Given): Plan {
  const text = `lockstep: 1\ntitle: T\nworkload: ${workload}\nseries: [${series}]\n${more}`
  const parsed = parseExperiment('f.yaml', new TextEncoder().encode(text))
  if (parsed.kind === 'refused') throw new Error(JSON.stringify(parsed.problems))
  return makePlan(parsed.experiment, {
    usableCores,
    judgedCores,
    pinObstacle,
    obstacle: ({ runtime }) => (runtimes.includes(runtime) ? null : `no ${runtime} was found`),
  })
}

function conditionsOf({ conditions }: Plan): readonly string[] {
  return conditions.map((c) => `${c.series.id} × ${c.workers}${c.reference ? ' (reference)' : ''}`)
}

test('the plan of cpu-bound on two cores: serial, every other series at every count, duplicates folded', () => {
  const series = 'node/serial, node/threads, node/processes, node/locked-threads'
  const made = plan({ series, more: 'workers: [4, 1, 2, P]\nbaseline: node/locked-threads', usableCores: 2 })
  expect(made).toMatchObject({
    baseline: 'node/locked-threads',
    tasks: 4,
    rounds: { min: 5, max: 12 },
    trials: { min: 60, max: 144 },
    missing: [],
    notes: ['4 workers have to share 2 usable cores.'],
  })
  const counts = (id: string) => [1, 2, 4].map((workers) => `${id} × ${workers}`)
  expect(conditionsOf(made)).toEqual([
    'node/serial × 1',
    ...counts('node/threads'),
    ...counts('node/processes'),
    ...counts('node/locked-threads'),
  ])
})

test('serial is measured so often in a round as its runtime has others to divide by: the root of their number, 4 at most', () => {
  const timesAt = (counts: number, more = ''): readonly (number | undefined)[] =>
    plan({
      series: 'node/threads, node/processes, cpython/threads',
      more: `workers: ['1..${counts}']\nbaseline: none\n${more}`,
      usableCores: 64,
      runtimes: ['node', 'cpython'],
    }).conditions.flatMap(({ series, times }) => (series.executor === 'serial' ? [times] : []))
  expect(timesAt(1)).toEqual([undefined, undefined])
  expect(timesAt(2)).toEqual([2, undefined])
  expect(timesAt(5)).toEqual([3, 2])
  expect(timesAt(40)).toEqual([4, 4])
  expect(timesAt(5, 'rounds: 2'), 'a first look is to be quick').toEqual([undefined, undefined])
})

test('with the monitor on and off in pairs there are twice the trials, and it is said', () => {
  const series = 'node/serial, node/threads'
  const once = plan({ series })
  const both = plan({ series, more: 'monitor: pairs' })
  expect(both.trials).toEqual({ min: 2 * once.trials.min, max: 2 * once.trials.max })
  expect(both.conditions).toEqual(once.conditions)
  expect(both.notes.at(-1)).toMatch(/^Each condition runs twice in a round/)
  expect(plan({ series, more: 'monitor: off' }).notes.at(-1)).toMatch(/^The monitor is off/)
})

test('workers are tied to cores where the file asks for it and the machine can; else it is said why not', () => {
  const series = 'node/serial, node/threads, node/async'
  const pinned = plan({ series, more: 'pin: true' })
  expect(pinned.pin).toBe(true)
  expect(pinned.notes.at(-1)).toMatch(/^Node async tasks: not tied to cores/)
  const cannot = plan({ series, more: 'pin: true', pinObstacle: 'macOS has no way to' })
  expect(cannot.pin).toBe(false)
  expect(cannot.notes.at(-1)).toBe('Workers are not tied to cores, although the file asks for it: macOS has no way to.')
  const unasked = plan({ series, pinObstacle: 'macOS has no way to' })
  expect(unasked).toEqual(plan({ series }))
})

test.each([
  [1, [1]],
  [2, [1, 2]],
  [6, [1, 2, 4, 6]],
  [8, [1, 2, 4, 8]],
])('by default the worker counts on %d cores are %j', (usableCores, counts) => {
  const made = plan({ series: 'node/threads', more: 'baseline: none', usableCores })
  expect(made.conditions.filter((c) => !c.reference).map((c) => c.workers)).toEqual(counts)
})

test('by default the fast cores are a count of their own, and the notes say that gains are judged up to them', () => {
  const made = plan({ series: 'node/threads', more: 'baseline: none', usableCores: 20, judgedCores: 6 })
  expect(made.conditions.filter((c) => !c.reference).map((c) => c.workers)).toEqual([1, 2, 4, 6, 8, 16, 20])
  expect(made.notes).toContain(
    'Gains are judged up to 6 fast cores: 8, 16 and 20 workers are shown, and not all of them can have one.',
  )
})

test('P and its multiples follow the machine', () => {
  const made = plan({ series: 'node/threads', more: 'workers: [2P, P, 3]\nbaseline: none', usableCores: 3 })
  expect(made.conditions.filter((c) => !c.reference).map((c) => c.workers)).toEqual([3, 6])
})

test('serial and the baseline are added as references where the file does not list them, and the notes say so', () => {
  const made = plan({ series: 'node/threads', more: 'workers: [2]' })
  expect(made.baseline).toBe('node/locked-threads')
  expect(conditionsOf(made)).toEqual([
    'node/threads × 2',
    'node/serial × 1 (reference)',
    'node/locked-threads × 2 (reference)',
  ])
  expect(made.notes).toEqual([
    'Node serial was added: speedup is measured against it.',
    'Node threads under our lock was added: it is the baseline.',
  ])
})

test('without a baseline only serial is added', () => {
  const made = plan({ series: 'node/threads', more: 'workers: [2]\nbaseline: none' })
  expect(made.baseline).toBe('none')
  expect(conditionsOf(made)).toEqual(['node/threads × 2', 'node/serial × 1 (reference)'])
})

test.each([
  ['node/threads', 'node/locked-threads'],
  ['cpython/processes', 'cpython/threads'],
  ['node/threads, cpython/processes', 'cpython/threads'],
  ['pypy/processes', 'pypy/threads'],
  ['pypy/processes, node/threads', 'node/locked-threads'],
  ['cpython-ft/threads', 'cpython-ft/locked-threads'],
  ['jython/threads', 'node/locked-threads'],
])('the automatic baseline of %s is %s', (series, baseline) => {
  expect(plan({ series, runtimes: runtimeIds }).baseline).toBe(baseline)
})

test('every runtime gets its own serial, that of the baseline too', () => {
  const made = plan({ series: 'jython/threads', more: 'workers: [1, 2]', runtimes: runtimeIds })
  expect(conditionsOf(made)).toEqual([
    'jython/threads × 1',
    'jython/threads × 2',
    'jython/serial × 1 (reference)',
    'node/serial × 1 (reference)',
    'node/locked-threads × 1 (reference)',
    'node/locked-threads × 2 (reference)',
  ])
})

test('series of runtimes that are not there are left out and reported', () => {
  const made = plan({ series: 'cpython/threads, node/threads, cpython/processes', more: 'workers: [2]' })
  const why = 'no cpython was found'
  expect(made.missing).toEqual([
    { series: 'cpython/threads', why },
    { series: 'cpython/processes', why },
  ])
  expect(made.baseline).toBe('node/locked-threads')
  expect(made.conditions.every((c) => c.series.runtime === 'node')).toBe(true)
  expect(made.notes[0]).toBe('Skipped: CPython threads and CPython processes. No cpython was found.')
})

test('a fixed baseline that cannot run leaves none, and the notes say why', () => {
  const made = plan({ series: 'cpython/threads, node/threads', more: 'workers: [2]\nbaseline: cpython/threads' })
  expect(made.baseline).toBe('none')
  expect(made.notes).toContain('There is no baseline: CPython threads cannot run here.')
})

test('a Python script is never given to Node, not even as a baseline', () => {
  const made = plan({ series: 'jython/threads', workload: '{ script: ./a.py }', runtimes: runtimeIds })
  expect(made.baseline).toBe('none')
  expect(made.conditions.every((c) => c.series.runtime === 'jython')).toBe(true)
})

test('where nothing can run the plan is empty', () => {
  const made = plan({ series: 'pypy/threads' })
  expect(made).toMatchObject({
    conditions: [],
    baseline: 'none',
    trials: { min: 0, max: 0 },
    missing: [{ series: 'pypy/threads', why: 'no pypy was found' }],
  })
})

test.each([
  ['[1, 2, 3, 4]', 12],
  ['[1..16]', 50 * 16],
  ['[64, 63]', 4032],
  ['[64, 65]', 50 * 65],
  ['[5]', 5],
])('every one of %s workers gets as many of the tasks', (workers, tasks) => {
  const made = plan({ series: 'node/threads', more: `workers: ${workers}` })
  expect(made.tasks).toBe(tasks)
  expect(tasksAt(made, 3)).toBe(tasks)
})

test('with weak scaling tasks grow with the workers', () => {
  const made = plan({
    series: 'node/threads',
    workload: '{ kernel: primes, tasks: 6 }',
    more: 'scaling: weak\nworkers: [8]',
  })
  expect([tasksAt(made, 1), tasksAt(made, 8)]).toEqual([6, 48])
})

test('worker counts above the tasks of the file are left out', () => {
  const made = plan({ series: 'node/threads', workload: '{ kernel: primes, tasks: 3 }', more: 'workers: [1, P, 2P]' })
  expect(new Set(made.conditions.map((c) => c.workers))).toEqual(new Set([1]))
  expect(made.notes).toContain('Left out: 4 and 8 workers, more than there are tasks.')
})

test('every round of every plan has every condition once', () => {
  const series = runtimeIds.map((runtime) => `${runtime}/threads`).join(', ')
  for (let usableCores = 1; usableCores <= 32; usableCores++) {
    const made = plan({ series, usableCores, runtimes: runtimeIds })
    const distinct = new Set(
      conditionsOf({ ...made, conditions: made.conditions.map((c) => ({ ...c, reference: false })) }),
    )
    expect(distinct.size).toBe(made.conditions.length)
    for (let round = 0; round < 5; round++) {
      const order = shuffledRound(made.conditions, usableCores, round)
      expect(order).toHaveLength(made.conditions.length)
      expect(new Set(order)).toEqual(new Set(made.conditions))
    }
  }
})

test('a variant’s kernel is held against a serial series of its own; another switch interval is not', () => {
  const series = 'cpython/threads, cpython/threads@20ms, cpython/threads@array-sin'
  const made = plan({ series, more: 'workers: [2]\nbaseline: none', runtimes: runtimeIds })
  expect(conditionsOf(made)).toEqual([
    'cpython/threads × 2',
    'cpython/threads@20ms × 2',
    'cpython/threads@array-sin × 2',
    'cpython/serial × 1 (reference)',
    'cpython/serial@array-sin × 1 (reference)',
  ])
})

test('a probe times nothing: it has no serial series and no baseline', () => {
  const made = plan({ series: 'node/threads, node/processes', workload: '{ probe: isolation }', more: 'workers: [2]' })
  expect(conditionsOf(made)).toEqual(['node/threads × 2', 'node/processes × 2'])
  expect(made.baseline).toBe('none')
})

test('work that waits is no reason to warn of more workers than cores', () => {
  const notes = (kernel: string) =>
    plan({ series: 'node/threads', workload: `{ kernel: ${kernel} }`, more: 'workers: [16]', usableCores: 2 }).notes
  expect(notes('primes')).toContain('16 workers have to share 2 usable cores.')
  expect(notes('waiting').join(' ')).not.toContain('share')
})
