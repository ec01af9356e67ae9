import { join } from 'node:path'
import type { ExecutorId } from '../../../../experiments/core/names/series.ts'
import type { TrialRun } from '../../../../main/trial/trial-process.ts'
import type { TrialRequest } from '../../../../main/trial/trial-request.ts'
import { runTrial, type RunTrialOptions } from '../trial-harness.ts'
import type { InstalledPython } from './installed-pythons.ts'

export interface PythonTrial extends Partial<Omit<TrialRequest, 'series' | 'runtime'>> {
  readonly executor: ExecutorId
  readonly options?: RunTrialOptions
}

/** Runs one trial in a Python that is installed here. */
export async function runPython(python: InstalledPython, trial: PythonTrial): Promise<TrialRun> {
  return await runTrial(pythonRequest(python, trial), { ...trial.options, runtime: python.runtime })
}

export function pythonRequest(python: InstalledPython, trial: PythonTrial): TrialRequest {
  const { executor, options: _options, ...changes } = trial
  return {
    series: `${python.id}/${executor}`,
    runtime: python.id,
    executor,
    workers: 2,
    workload: { kind: 'kernel', kernel: 'primes' },
    size: 200,
    seed: 1,
    tasks: 4,
    passes: 2,
    warmup: 1,
    laps: 1,
    switchIntervalMs: 5,
    ...changes,
  }
}

export function script(name: string): TrialRequest['workload'] {
  return { kind: 'script', path: join(import.meta.dirname, '..', '..', '..', 'fixtures', 'scripts', name) }
}

/** The executors that a Python must be able to run. */
export function executorsOf(python: InstalledPython): readonly ExecutorId[] {
  switch (python.id) {
    case 'jython':
    case 'ironpython':
      return ['serial', 'threads']
    case 'pypy':
      return ['serial', 'threads', 'processes', 'processes-fork', 'async']
    default: {
      const everywhere: readonly ExecutorId[] = ['serial', 'threads', 'processes', 'processes-fork', 'async']
      return python.minor >= 13 ? [...everywhere, 'interpreters'] : everywhere
    }
  }
}

export function workersOf(executor: ExecutorId): number {
  return executor === 'serial' ? 1 : 2
}
