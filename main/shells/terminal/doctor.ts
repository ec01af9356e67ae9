import { existsSync } from 'node:fs'
import { counted, formatNumber } from '../../../experiments/core/text/format-number.ts'
import type { Machine } from '../../../experiments/core/session/machine.ts'
import { describeMachine } from '../../machine/machine.ts'
import { pinObstacle } from '../../machine/pinning.ts'
import { pinnedNode } from '../../system/node-path.ts'
import { Reaper } from '../../reaper/reaper.ts'
import { InstalledRuntimes, type InstalledRuntimesOptions } from '../../runtimes/installed-runtimes.ts'
import { findNode } from '../../runtimes/node-runtime.ts'
import { formatRuntimeReport, type RuntimeReport } from '../../runtimes/runtime-report.ts'
import { runtimeIds } from '../../../experiments/core/names/series.ts'
import { setAside, setAsideSentence } from '../../system/set-aside.ts'
import { thisMachine } from '../../runtimes/discovery/this-machine.ts'
import { catalog } from '../../store/catalog.ts'
import { openSource } from '../../store/experiment-source.ts'
import { labHome } from '../../store/home.ts'
import { newLabId } from '../../trial/spawn-trial.ts'
import { Interruption } from './interruption.ts'
import type { TerminalOptions } from './terminal-options.ts'
import { namedRuntimes } from './named-runtimes.ts'
import { print } from './print.ts'

export interface DoctorOptions {
  readonly json?: true
  readonly runtime?: readonly string[]
}

/** Returns a text such as "4 physical (2 of them performance cores), with SMT siblings". */
function coresText({ physicalCores, fastCores, topology, quotaCores, ...machine }: Machine): string {
  const slow = fastCores !== undefined && physicalCores !== undefined && fastCores < physicalCores
  const allowed = topology?.filter(({ allowed }) => allowed).length ?? machine.cores
  const obstacle = pinObstacle({ ...machine, topology })
  return [
    physicalCores === undefined
      ? 'physical cores are not told'
      : `${physicalCores} physical${slow ? ` (${fastCores} of them performance cores)` : ''}`,
    ...(physicalCores !== undefined && physicalCores < allowed ? ['with SMT siblings'] : []),
    ...(quotaCores === undefined ? [] : [`limited to the time of ${formatNumber(quotaCores)}`]),
    obstacle === null ? 'workers can be tied to them (pin: true)' : `pin: true does nothing: ${obstacle}`,
  ].join(', ')
}

/** Returns such as "settings  governor powersave; boost on". */
function settingsLines({ settings = {} }: Machine): readonly string[] {
  const told = Object.entries(settings).map(([name, value]) => `${name} ${value}`)
  return told.length === 0 ? [] : [`settings  ${told.join('; ')}`]
}

/**
 * Asks every interpreter of the machine what it is, and leaves none behind, also when it is interrupted.
 * @throws Interrupted when a signal comes
 */
async function askAll(options: InstalledRuntimesOptions): Promise<RuntimeReport> {
  const interruption = new Interruption()
  const reaper = startReaper(options)
  const runtimes = new InstalledRuntimes(reaper === null ? options : { ...options, groups: reaper })
  try {
    return await interruption.orLeave(runtimes.report())
  } finally {
    runtimes.close()
    await reaper?.close()
  }
}

/** Returns null without a data folder, which is no reason to say nothing about the machine. */
function startReaper({ home, programs }: InstalledRuntimesOptions): Reaper | null {
  try {
    return Reaper.start({ nodePath: pinnedNode(), program: programs.reaper, labId: newLabId(), home })
  } catch {
    return null
  }
}

/** "Ready: all 12 experiments run here. Missing: IronPython (2 curves left out)." */
function verdictLine({ missing }: RuntimeReport): string {
  const lacking = new Set<string>(missing.map(({ wanted }) => wanted))
  const plans = catalog.flatMap(({ id }) => {
    const source = openSource({ kind: 'catalog', id })
    return source.kind === 'opened' ? [source.experiment.series] : []
  })
  const leftOut = plans.flat().filter(({ runtime }) => lacking.has(runtime)).length
  const cannot = plans.filter((series) => series.every(({ runtime }) => lacking.has(runtime))).length
  const all = counted(plans.length, 'experiment')
  const state = cannot === 0 ? `Ready: all ${all} run here.` : `Not ready: ${cannot} of ${all} cannot run here.`
  if (missing.length === 0) return state
  const curves = leftOut === 0 ? '' : ` (${counted(leftOut, 'curve')} left out)`
  return `${state} Missing: ${missing.map(({ name }) => name).join(', ')}${curves}.`
}

export async function doctor({ version, programs }: TerminalOptions, options: DoctorOptions): Promise<void> {
  const node = await findNode(pinnedNode(), programs)
  const machine = await describeMachine(node.info.version)
  const home = labHome(process.env)
  const named = namedRuntimes(options.runtime)
  const report = await askAll({ node, programs, home, machine: thisMachine(), named })
  if (options.json === true) {
    const windowBuilt = existsSync(programs.window)
    const all = { version, machine, home, windowBuilt, node: node.info, ...report }
    print(`${JSON.stringify(all, null, 2)}\n`)
    return
  }
  const aside = setAside(process.env, runtimeIds)
  const lines = [
    verdictLine(report),
    '',
    `Lockstep ${version}`,
    `machine   ${machine.cpu}, ${machine.usableCores} of ${machine.cores} cores usable, ${(machine.memoryBytes / 1024 ** 3).toFixed(1)} GiB`,
    `cores     ${coresText(machine)}`,
    ...settingsLines(machine),
    `sessions  ${home}`,
    ...(aside.length === 0 ? [] : [`variables ${setAsideSentence(aside)}`]),
    '',
    `Node ${node.info.version}  ${node.info.command.join(' ')}  (comes with Lockstep)`,
    formatRuntimeReport(report),
  ]
  print(`${lines.join('\n').trimEnd()}\n`)
}
