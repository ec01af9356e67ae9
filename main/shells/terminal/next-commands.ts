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
  ]
  const width = Math.max(...next.map(({ command }) => command.length))
  return next
    .map(({ command, why }, at) => `${at === 0 ? 'Next' : '    '}  ${command.padEnd(width)}   ${why}`)
    .join('\n')
}

/** A built-in experiment by its id; a file by its path from here. */
function nameOf({ experiment }: Session['header']): string {
  return experiment.file === null ? experiment.id : relative(process.cwd(), experiment.file)
}
