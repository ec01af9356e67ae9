import type { TaskContext } from './task.ts'

const productsPerBlock = 32_768

function fill(size: number, step: number): Float64Array {
  const cells = new Float64Array(size * size)
  for (let i = 0; i < cells.length; i++) cells[i] = (i * step) % 10
  return cells
}

/** Adds up the product's cells in `rows` rows from `first`: whole numbers below 2^53, so that every language agrees. */
function multiplyRows(left: Float64Array, right: Float64Array, size: number, first: number, rows: number): number {
  let sum = 0
  for (let row = first; row < first + rows; row++) {
    for (let column = 0; column < size; column++) {
      let cell = 0
      for (let k = 0; k < size; k++) cell += (left[row * size + k] ?? 0) * (right[k * size + column] ?? 0)
      sum += cell
    }
  }
  return sum
}

/** Multiplies two `size` × `size` matrices naively: memory and arithmetic mixed. */
export function run(task: number, { size, tick }: TaskContext): number {
  const left = fill(size, 7)
  tick()
  const right = fill(size, 3)
  tick()
  const rowsPerBlock = Math.max(1, Math.floor(productsPerBlock / (size * size)))
  let sum = 0
  for (let row = 0; row < size; row += rowsPerBlock) {
    sum += multiplyRows(left, right, size, row, Math.min(rowsPerBlock, size - row))
    tick()
  }
  return sum + task
}
