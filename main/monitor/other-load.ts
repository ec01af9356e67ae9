import os from 'node:os'
import systeminformation from 'systeminformation'
import { mostOtherShare } from '../../experiments/core/curves/disturbance.ts'
import type { TrialLoad } from '../../experiments/core/session/session.ts'
import { commandName, cpuTimesOfProcesses, stealMs, type ProcessCpu } from './proc-cpu-times.ts'

/** A shorter stretch says nothing: the system counts CPU time in steps of 10 ms. */
const shortestMs = 50
const mostCulprits = 5
const firstPid = 1
/** A process that used less, in cores, is not named. */
const leastCulprit = 0.02

export interface LoadMeter {
  /**
   * @param trialCpuMs CPU time that the trial's laps used meanwhile: it is subtracted if the system does not report single
   *   processes
   * @returns null if the stretch was too short to say
   */
  read(trialCpuMs: number): Promise<TrialLoad | null>
}

/** The processes that do not count: the lab itself and the process groups of the trial. */
export interface Ours {
  readonly pids: readonly number[]
  readonly groups: readonly number[]
}

export function startLoadMeter(ours: Ours): LoadMeter {
  return process.platform === 'linux' ? procLoadMeter(ours) : busyCoresMeter()
}

/** Reads /proc/PID/stat at either end, which takes about 10 µs a process. */
function procLoadMeter({ pids, groups }: Ours): LoadMeter {
  const startedMs = performance.now()
  const before = new Map(cpuTimesOfProcesses().map((one) => [keyOf(one), one]))
  const stolenBeforeMs = stealMs()
  const busyBeforeMs = busyMs()
  return {
    read() {
      const elapsedMs = performance.now() - startedMs
      if (elapsedMs < shortestMs) return Promise.resolve(null)
      const stolenMs = stealMs()
      const after = cpuTimesOfProcesses()
      const ended = endedOf(before, after)
      const others = after
        .filter(({ pid, group: of }) => !pids.includes(pid) && !groups.includes(of))
        .map((now) => ({ ...now, cores: usedMs(now, before.get(keyOf(now)), ended) / elapsedMs }))
        .filter(({ cores }) => cores > 0)
      // an orphan can leave an old account to whoever adopts it: but more than the cores did was not possible
      const busyCores = (busyMs() - busyBeforeMs) / elapsedMs
      return Promise.resolve({
        otherCores: Math.min(
          busyCores,
          others.reduce((sum, { cores }) => sum + cores, 0),
        ),
        stolenCores: stolenMs === null || stolenBeforeMs === null ? null : (stolenMs - stolenBeforeMs) / elapsedMs,
        culprits: others
          .toSorted((a, b) => b.cores - a.cores)
          .filter(({ cores }) => cores >= leastCulprit)
          .slice(0, mostCulprits)
          .map(({ pid, name, cores }) => ({ pid, name: commandName(pid) ?? name, cores: Math.min(busyCores, cores) })),
      })
    },
  }
}

/** Names a process by pid and start time, since a pid alone may belong to another process by now. */
function keyOf({ pid, startTicks }: ProcessCpu): string {
  return `${pid} ${startTicks}`
}

function endedOf(before: ReadonlyMap<string, ProcessCpu>, after: readonly ProcessCpu[]): readonly ProcessCpu[] {
  const alive = new Set(after.map(keyOf))
  return [...before].filter(([key]) => !alive.has(key)).map(([, one]) => one)
}

/**
 * A process that is new used all of its time meanwhile. What its children left behind counts when they have ended: so a
 * build that starts hundreds of short processes is seen in the one that waits for them.
 */
function usedMs(now: ProcessCpu, then: ProcessCpu | undefined, ended: readonly ProcessCpu[]): number {
  // the first process inherits everybody's orphans, and with them lives that nobody has seen the beginning of
  if (now.pid === firstPid) return now.ownMs - (then?.ownMs ?? 0)
  if (then === undefined) return now.ownMs + now.childrenMs
  const leftMs = now.childrenMs - then.childrenMs - earlierMs(now.pid, ended)
  return now.ownMs - then.ownMs + Math.max(0, leftMs)
}

/** A child that ran before already leaves its whole life's time, and that of its own children. */
function earlierMs(parent: number, ended: readonly ProcessCpu[]): number {
  return ended
    .filter((child) => child.parent === parent && child.pid !== parent)
    .reduce((sum, { pid, ownMs, childrenMs }) => sum + ownMs + childrenMs + earlierMs(pid, ended), 0)
}

/**
 * On other systems: how busy all cores were, less what the trial and the lab used; the culprits are looked for only if
 * it is much.
 */
function busyCoresMeter(): LoadMeter {
  const startedMs = performance.now()
  const before = busyMs()
  const ownBefore = process.cpuUsage()
  return {
    async read(trialCpuMs) {
      const elapsedMs = performance.now() - startedMs
      if (elapsedMs < shortestMs) return null
      const own = process.cpuUsage(ownBefore)
      const othersMs = busyMs() - before - trialCpuMs - (own.user + own.system) / 1e3
      const otherCores = Math.max(0, othersMs / elapsedMs)
      const much = otherCores > mostOtherShare * os.availableParallelism()
      return { otherCores, stolenCores: null, culprits: much ? await busiestNow() : [] }
    },
  }
}

function busyMs(): number {
  return os.cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0)
}

async function busiestNow(): Promise<TrialLoad['culprits']> {
  const { list } = await systeminformation.processes()
  return list
    .filter(({ pid }) => pid !== process.pid && pid !== 0)
    .toSorted((a, b) => b.cpu - a.cpu)
    .slice(0, mostCulprits)
    .map(({ pid, name, cpu }) => ({ pid, name, cores: (cpu / 100) * os.cpus().length }))
    .filter(({ cores }) => cores >= leastCulprit)
}
