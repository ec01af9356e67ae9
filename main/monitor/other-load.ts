import os from 'node:os'
import systeminformation from 'systeminformation'
import { leastOtherCores } from '../../experiments/core/session/disturbance.ts'
import type { TrialLoad } from '../../experiments/core/session/trial-load.ts'
import { allowedCpus } from '../machine/topology.ts'
import { procIsOwn } from '../system/own-proc.ts'
import { coreTimes, type CoreTimes } from './core-times.ts'
import { oursAmong, usedByOursMs, type Ours } from './our-processes.ts'
import { commandName, cpuTimesOfProcesses, type ProcessCpu } from './proc-cpu-times.ts'

/** A shorter stretch says nothing: the system counts CPU time in steps of 10 ms. */
const shortestMs = 50
const mostCulprits = 5
const firstPid = 1
/** A process that used less, in cores, is not named. */
const leastCulprit = 0.02

export interface LoadMeter {
  /**
   * @param trialCpuMs CPU time that the trial's laps used meanwhile: it is subtracted as far as the system does not report
   *   single processes
   * @returns null if the stretch was too short to say
   */
  read(trialCpuMs: number): Promise<TrialLoad | null>
}

export function startLoadMeter(ours: Ours): LoadMeter {
  return process.platform === 'linux' && procIsOwn() ? procLoadMeter(ours) : busyCoresMeter()
}

/** What the processes and the cores had done at one moment. */
export interface Account {
  readonly atMs: number
  readonly processes: readonly ProcessCpu[]
  readonly cores: CoreTimes
}

/** Reads /proc/PID/stat at either end, which takes about 10 µs a process. */
function procLoadMeter(ours: Ours): LoadMeter {
  const allowed = allowedCpus()
  const account = (): Account => ({
    atMs: performance.now(),
    processes: cpuTimesOfProcesses(),
    cores: coreTimes(allowed),
  })
  const before = account()
  return {
    read: (trialCpuMs) => Promise.resolve(loadBetween(before, account(), ours, trialCpuMs)),
  }
}

/**
 * Programs of other containers and, with hidepid, of other users are not listed: what the cores did and nobody accounts
 * for was done by those.
 */
export function loadBetween(before: Account, after: Account, ours: Ours, trialCpuMs: number): TrialLoad | null {
  const elapsedMs = after.atMs - before.atMs
  if (elapsedMs < shortestMs) return null
  const inCores = (ms: number): number => Math.max(0, ms) / elapsedMs
  const own = oursAmong(after.processes, ours)
  const then = new Map(before.processes.map((one) => [keyOf(one), one]))
  const ended = endedOf(then, after.processes)
  const used = after.processes
    .filter(({ pid }) => !own.has(pid))
    .map((now) => ({ ...now, cores: inCores(usedMs(now, then.get(keyOf(now)), ended)) }))
    .filter(({ cores }) => cores > 0)
  const { some } = after.cores
  // the kernel's threads write to the disk what a trial has written, and are no other programs
  const others = used.filter(({ kernel, core }) => !kernel && (some?.has(core) ?? true))
  // programs that are listed may have run on cores that are none of ours
  const seen = some === null ? sumOf(others) : 0
  const busy = inCores(after.cores.busyMs - before.cores.busyMs)
  // of a process that was left to others nobody can say any more what it used: its laps at least did
  const oursBeforeMs = usedByOursMs(before.processes, oursAmong(before.processes, ours))
  const ownMs = Math.max(usedByOursMs(after.processes, own) - oursBeforeMs, trialCpuMs)
  const unaccounted = Math.max(0, busy - inCores(ownMs) - sumOf(used.filter(({ kernel }) => kernel)))
  return {
    // an orphan can leave an old account to whoever adopts it: but more than the cores did was not possible
    otherCores: Math.min(busy, Math.max(seen, unaccounted)),
    stolenCores: inCores(after.cores.stolenMs - before.cores.stolenMs),
    culprits: others
      .toSorted((a, b) => b.cores - a.cores)
      .filter(({ cores }) => cores >= leastCulprit)
      .slice(0, mostCulprits)
      .map(({ pid, name, cores }) => ({ pid, name: commandName(pid) ?? name, cores: Math.min(busy, cores) })),
  }
}

function sumOf(processes: readonly { readonly cores: number }[]): number {
  return processes.reduce((sum, { cores }) => sum + cores, 0)
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
      // without /proc Linux lists no cores, and what they do is not known
      if (elapsedMs < shortestMs || os.cpus().length === 0) return null
      const own = process.cpuUsage(ownBefore)
      const othersMs = busyMs() - before - trialCpuMs - (own.user + own.system) / 1e3
      const otherCores = Math.max(0, othersMs / elapsedMs)
      // a /proc that is not this container's would show the trial itself under another number
      const isMuch = otherCores > leastOtherCores && process.platform !== 'linux'
      return { otherCores, stolenCores: null, culprits: isMuch ? await busiestNow() : [] }
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
