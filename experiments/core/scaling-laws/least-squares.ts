/** A curve through points, as least squares needs it; `parameters` are the numbers sought. */
export interface Model {
  value(x: number, parameters: readonly number[]): number
  /** Derivatives of the value with respect to each parameter. */
  gradient(x: number, parameters: readonly number[]): readonly number[]
}

export interface Observation {
  readonly x: number
  readonly y: number
  /** The number of measurements that `y` is the mean of; 1 by default. */
  readonly weight?: number
}

const mostSteps = 200
/** A relative step that is smaller changes no digit that is shown. */
const smallestStep = 1e-10

/**
 * Marquardt's algorithm (J. SIAM 11, 1963), which moves from the steepest descent to Gauss–Newton as the fit gains.
 * @param start a point at which the model has a value at every x
 * @returns null if the observations do not determine the parameters
 */
export function fitLeastSquares(
  model: Model,
  observations: readonly Observation[],
  start: readonly number[],
): readonly number[] | null {
  let parameters = start
  let squares = sumOfSquares(model, observations, parameters)
  let damping = 1e-3
  for (let step = 0; step < mostSteps; step++) {
    const { matrix, vector } = normalEquations(model, observations, parameters)
    const change = solve(damped(matrix, damping), vector)
    if (change === null) return null
    const next = parameters.map((value, index) => value + (change[index] ?? 0))
    const nextSquares = sumOfSquares(model, observations, next)
    // It is NaN if the step led out of the model's domain.
    if (!(nextSquares <= squares)) {
      if (isSmall(change, parameters)) return parameters
      damping *= 10
      continue
    }
    parameters = next
    squares = nextSquares
    damping = Math.max(damping / 10, 1e-15)
    if (isSmall(change, parameters)) return parameters
  }
  return parameters
}

function isSmall(change: readonly number[], parameters: readonly number[]): boolean {
  return change.every((by, index) => Math.abs(by) <= smallestStep * (Math.abs(parameters[index] ?? 0) + smallestStep))
}

export function sumOfSquares(
  model: Model,
  observations: readonly Observation[],
  parameters: readonly number[],
): number {
  return observations.reduce((sum, { x, y, weight = 1 }) => sum + weight * (y - model.value(x, parameters)) ** 2, 0)
}

interface NormalEquations {
  readonly matrix: readonly (readonly number[])[]
  readonly vector: readonly number[]
}

function normalEquations(
  model: Model,
  observations: readonly Observation[],
  parameters: readonly number[],
): NormalEquations {
  const matrix = parameters.map(() => parameters.map(() => 0))
  const vector = parameters.map(() => 0)
  for (const { x, y, weight = 1 } of observations) {
    const gradient = model.gradient(x, parameters)
    const residual = y - model.value(x, parameters)
    for (const [row, a] of gradient.entries()) {
      vector[row] = (vector[row] ?? 0) + weight * a * residual
      const cells = matrix[row] ?? []
      for (const [column, b] of gradient.entries()) cells[column] = (cells[column] ?? 0) + weight * a * b
    }
  }
  return { matrix, vector }
}

/** Each diagonal is damped in proportion to itself, because parameters may differ by orders of magnitude. */
function damped(matrix: readonly (readonly number[])[], damping: number): readonly (readonly number[])[] {
  return matrix.map((cells, row) => cells.map((cell, column) => (row === column ? cell * (1 + damping) : cell)))
}

/** Gauss' elimination with pivots. @returns null if the matrix is singular */
function solve(matrix: readonly (readonly number[])[], vector: readonly number[]): readonly number[] | null {
  const rows = matrix.map((cells, row) => [...cells, vector[row] ?? 0])
  const size = rows.length
  for (let column = 0; column < size; column++) {
    const below = rows.slice(column).sort((a, b) => Math.abs(b[column] ?? 0) - Math.abs(a[column] ?? 0))
    rows.splice(column, below.length, ...below)
    const pivotRow = rows[column] ?? []
    const pivot = pivotRow[column] ?? 0
    if (!(Math.abs(pivot) > 0)) return null
    for (const [index, row] of rows.entries()) {
      if (index === column) continue
      const factor = (row[column] ?? 0) / pivot
      for (let cell = column; cell <= size; cell++) row[cell] = (row[cell] ?? 0) - factor * (pivotRow[cell] ?? 0)
    }
  }
  return rows.map((row, index) => (row[size] ?? 0) / (row[index] ?? 1))
}
