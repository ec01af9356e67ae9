import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseExperiment } from '../../../experiments/core/definition/experiment-file.ts'
import type { Experiment } from '../../../experiments/core/definition/experiment.ts'
import type { SeriesId } from '../../../experiments/core/names/series.ts'
import type { Work } from './work.ts'

export type Works = { readonly [series in SeriesId]?: Work }

const parallel: Work = { kind: 'parallel' }
const locked: Work = { kind: 'locked' }

const serials: Works = { 'node/serial': parallel, 'cpython/serial': parallel, 'cpython-ft/serial': parallel }
const node: Works = { 'node/threads': parallel, 'node/processes': parallel, 'node/locked-threads': locked }

/** What a session of the catalogue's `cpu-bound` meets: runtimes as the textbook has them, and the opposite of that. */
export const worlds = {
  textbook: {
    ...serials,
    ...node,
    'cpython/threads': locked,
    'cpython/processes': parallel,
    'cpython/interpreters': parallel,
    'cpython-ft/threads': parallel,
    'cpython-ft/locked-threads': locked,
  },
  opposite: {
    ...serials,
    ...node,
    'cpython/threads': parallel,
    'cpython/processes': locked,
    'cpython/interpreters': locked,
    'cpython-ft/threads': locked,
    'cpython-ft/locked-threads': locked,
  },
} as const satisfies Readonly<Record<string, Works>>
export type WorldName = keyof typeof worlds

/** One session for the laws: a series for each kind of work. */
export const lawWorks = {
  ...serials,
  'cpython/processes': parallel,
  'cpython/threads': locked,
  'cpython-ft/threads': { kind: 'amdahl', serialFraction: 0.05 },
  'node/threads': { kind: 'amdahl', serialFraction: 0.4 },
  'node/processes': { kind: 'usl', contention: 0.02, coherency: 0.02 },
} as const satisfies Works

const lawSource = `
lockstep: 1
title: One curve for each law
workload: { kernel: primes }
series: [${Object.keys(lawWorks).join(', ')}]
baseline: none
`

export const cpuBound: Experiment = parsed(
  'cpu-bound.yaml',
  readFileSync(join(import.meta.dirname, '..', '..', '..', 'experiments', 'catalog', 'cpu-bound.yaml')),
)
export const lawExperiment: Experiment = parsed('laws.yaml', Buffer.from(lawSource))

function parsed(file: string, content: Uint8Array): Experiment {
  const result = parseExperiment(file, content)
  if (result.kind === 'refused') throw new Error(result.problems.map(({ message }) => message).join('; '))
  return result.experiment
}
