import { faults, labPhases, trialPhases, type Fault, type LabPhase } from './faults.ts'
import { betweenTrials, exporterFaults } from './lab-faults.ts'

const inLab: Readonly<Record<LabPhase, ReadonlySet<Fault>>> = {
  'between trials': new Set<Fault>(betweenTrials),
  write: new Set<Fault>(['SIGKILL', 'SIGSTOP', 'ENOSPC', 'EACCES', 'EPIPE']),
  export: new Set<Fault>([...exporterFaults, 'ENOSPC', 'EACCES']),
}

/** The table of test/README.md: each fault in each phase in which it can befall something. */
export function faultTable(): string {
  const rows = faults.map((fault) => [
    fault,
    ...trialPhases.map(() => '✓'),
    ...labPhases.map((phase) => (inLab[phase].has(fault) ? '✓' : '–')),
  ])
  const head = ['fault', ...trialPhases, ...labPhases]
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}
