/**
 * One thing that is wrong with a file, and its place: line and column count from 1. Line 0 is no place: `file` is then the
 * override that was refused, such as "series", or the experiment that cannot run.
 */
export interface Problem {
  readonly file: string
  readonly line: number
  readonly column: number
  /** "workers[1]: got 0, expected …". */
  readonly message: string
}

/** "mine.yaml:3:5". */
export function problemPlace({ file, line, column }: Problem): string {
  return line === 0 ? file : `${file}:${line}:${column}`
}

export function formatProblem(problem: Problem): string {
  return `${problemPlace(problem)}: ${problem.message}`
}
