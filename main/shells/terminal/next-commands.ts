import { relative } from 'node:path'
import type { Session } from '../../../experiments/core/session/session.ts'

interface NextCommand {
  readonly command: string
  readonly why: string
}

/** What a person may want to do after a run, with the names to type. */
export function nextCommands({ header, end, claims }: Session): string {
  const undecided = claims.filter(({ verdict }) => verdict === 'inconclusive').length
  const next: readonly NextCommand[] = [
    ...(header.quick ? [{ command: `lockstep run ${nameOf(header)}`, why: 'the whole run, which decides' }] : []),
    ...(end?.reason === 'complete' ? [] : [{ command: `lockstep resume ${header.id}`, why: 'what is missing' }]),
    ...(header.quick || end?.reason !== 'complete' || undecided === 0
      ? []
      : [{ command: `lockstep resume ${header.id} --rounds +6`, why: 'more rounds, for what is undecided' }]),
    { command: 'lockstep', why: 'in the window' },
    { command: `lockstep report ${header.id}`, why: 'a report as PDF' },
    { command: `lockstep export ${header.id} --for column`, why: 'figures and tables for a column of a paper' },
  ]
  // the names of sessions are long, and a line has 80 columns
  return next.map(({ command, why }, at) => `${at === 0 ? 'Next' : '    '}  ${command}\n        ${why}`).join('\n')
}

/** A built-in experiment by its id; a file by its path from here. */
function nameOf({ experiment }: Session['header']): string {
  return experiment.file === null ? experiment.id : relative(process.cwd(), experiment.file)
}
