import { formatProblem } from '../../../experiments/core/definition/problem.ts'
import { openSource } from '../../store/experiment-source.ts'
import { exitCodes } from './exit-codes.ts'
import { print, printAside } from './print.ts'

/** Prints one line for each problem of each file on stderr, and one for each good file on stdout. */
export function check(files: readonly string[]): void {
  for (const path of files) {
    const source = openSource({ kind: 'file', path })
    if (source.kind === 'opened') {
      print(`${path}: ok: ${source.experiment.title}\n`)
      continue
    }
    for (const problem of source.problems) printAside(`${formatProblem(problem)}\n`)
    process.exitCode = exitCodes.badInput
  }
}
