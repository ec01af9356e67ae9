import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ExecutorId } from '../../../experiments/core/names/series.ts'
import { programsIn, type Programs } from '../../../main/system/programs.ts'
import { Reaper } from '../../../main/reaper/reaper.ts'
import { openKernelResources } from '../../../main/trial/kernel-resources.ts'
import { startTrial, type TrialRun } from '../../../main/trial/trial-process.ts'
import { findNode } from '../../../main/runtimes/node-runtime.ts'
import type { InstalledRuntime } from '../../../main/trial/runtime.ts'
import type { TrialRequest } from '../../../main/trial/trial-request.ts'
import { builtFolder } from '../../../testbed/built-folder.ts'

export const programs: Programs = programsIn(join(builtFolder(), 'main'))

let node: Promise<InstalledRuntime> | null = null

/** The pinned Node, asked for its version once. */
export function pinnedRuntime(): Promise<InstalledRuntime> {
  node ??= findNode(process.execPath, programs)
  return node
}

export function workloadFile(name: string): string {
  return join(import.meta.dirname, '..', '..', 'fixtures', 'workloads', name)
}

export function nodeRequest(executor: ExecutorId, workers: number, changes: Partial<TrialRequest> = {}): TrialRequest {
  return {
    series: `node/${executor}`,
    runtime: 'node',
    executor,
    workers,
    workload: { kind: 'kernel', kernel: 'primes' },
    size: 500,
    seed: 1,
    tasks: 4,
    passes: 2,
    warmup: 1,
    laps: 2,
    switchIntervalMs: 5,
    ...changes,
  }
}

export function moduleRequest(executor: ExecutorId, workers: number, file: string): TrialRequest {
  return nodeRequest(executor, workers, { workload: { kind: 'module', path: workloadFile(file) }, size: 100 })
}

export interface RunTrialOptions {
  /** Left out: Node. */
  readonly runtime?: InstalledRuntime
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
  onPrint?(text: string): void
  onStart?(pid: number | null): void
  /** The trial is over, its reaper still there: what the reaper finds when it ends cannot hide what the trial left. */
  onEnd?(pid: number | null): Promise<void>
}

/** Runs one trial of the built program, with a reaper of its own. */
export async function runTrial(request: TrialRequest, options: RunTrialOptions = {}): Promise<TrialRun> {
  const home = await mkdtemp(join(tmpdir(), 'lockstep-test-'))
  const reaper = Reaper.start({ nodePath: process.execPath, program: programs.reaper, labId: randomUUID(), home })
  const resources = await openKernelResources(request.workload, { nodePath: process.execPath, programs, reaper })
  try {
    const runtime = options.runtime ?? (await pinnedRuntime())
    const prepared = runtime.prepare(request)
    if (prepared.kind !== 'ok') throw new Error(prepared.why)
    const trial = startTrial({
      command: runtime.command,
      cwd: runtime.cwd,
      env: { ...runtime.env, ...prepared.env, ...resources.env },
      request,
      timeoutMs: options.timeoutMs ?? 50_000,
      reaper,
      signal: options.signal ?? new AbortController().signal,
      onPrint: (text) => options.onPrint?.(text),
    })
    options.onStart?.(trial.pid)
    const run = await trial.result
    await options.onEnd?.(trial.pid)
    return run
  } finally {
    resources.close()
    await reaper.close()
    await rm(home, { recursive: true, force: true })
  }
}
