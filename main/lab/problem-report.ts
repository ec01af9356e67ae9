import { dirname } from 'node:path'
import { formatMemory } from '../../experiments/core/text/format-number.ts'
import type { Machine } from '../../experiments/core/session/machine.ts'
import type { LabLog } from '../store/lab-log.ts'
import { userHome } from '../system/user-home.ts'
import type { LabOptions } from './lab-options.ts'

export interface ProblemReportOptions extends Pick<LabOptions, 'version' | 'shell'> {
  readonly machine: Machine
  readonly log: LabLog
}

const newestLines = 200

/** What somebody who mends a problem needs to know: the lab, its machine and its log, with paths shortened. */
export function problemReport({ version, shell, machine, log }: ProblemReportOptions): string {
  const { cpu, cores, usableCores, memoryBytes } = machine
  const lines = [
    `Lockstep ${version} (${shell}), Node ${process.versions.node}, ${process.platform} ${process.arch}`,
    `${cpu}, ${usableCores} of ${cores} cores usable, ${formatMemory(memoryBytes)}`,
    '',
    ...log.recent(newestLines),
  ]
  return shortenPaths(`${lines.join('\n')}\n`, userHome())
}

/**
 * Takes the names of people and their folders out of a text: the home folder becomes ~, and of any longer path the last
 * two names are left.
 */
export function shortenPaths(text: string, home: string | null): string {
  const name = String.raw`[^\s\\/:"'<>|()]+`
  const path = new RegExp(String.raw`(?:file://)?(?:~|\b[A-Za-z]:)?(?:[\\/]${name})*([\\/]${name}[\\/]${name})`, 'g')
  const within = home === null || dirname(home) === home ? text : text.replaceAll(home, '~')
  return within.replace(path, (whole, end: string) => (whole === end ? whole : `…${end}`))
}
