/** One thing that is wrong with a file, and where: line and column count from 1. */
export interface Problem {
  readonly file: string
  readonly line: number
  readonly column: number
  /** "workers[1]: got 0, expected …". */
  readonly message: string
}

export function formatProblem(problem: Problem): string {
  return `${problem.file}:${String(problem.line)}:${String(problem.column)}: ${problem.message}`
}
