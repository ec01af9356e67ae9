/** One thing that is wrong with a file, and where: line and column count from 1; line 0 where there is no file (an option). */
export interface Problem {
  readonly file: string
  readonly line: number
  readonly column: number
  /** "workers[1]: got 0, expected …". */
  readonly message: string
}

export function formatProblem(problem: Problem): string {
  if (problem.line === 0) return `${problem.file}: ${problem.message}`
  return `${problem.file}:${problem.line}:${problem.column}: ${problem.message}`
}
