import type { TaskContext } from './task.ts'

const maxIterations = 200
const pixelsPerBlock = 64

/** Counts the iterations spent on `count` pixels of row-major index from `first` of a `side` × `side` picture of [-2, 0.5] × [-1.25, 1.25]. */
function iterate(first: number, count: number, side: number): number {
  let total = 0
  for (let pixel = first; pixel < first + count; pixel++) {
    const column = pixel % side
    const row = (pixel - column) / side
    const cr = -2 + (2.5 * column) / side
    const ci = -1.25 + (2.5 * row) / side
    let zr = 0
    let zi = 0
    let iterations = 0
    while (iterations < maxIterations && zr * zr + zi * zi <= 4) {
      const next = zr * zr - zi * zi + cr
      zi = 2 * zr * zi + ci
      zr = next
      iterations++
    }
    total += iterations
  }
  return total
}

/** Computes the whole picture, `size` pixels a side: floating point with a data-dependent inner loop. */
export function run(task: number, { size, tick }: TaskContext): number {
  const pixels = size * size
  let total = 0
  for (let done = 0; done < pixels; done += pixelsPerBlock) {
    total += iterate(done, Math.min(pixelsPerBlock, pixels - done), size)
    tick()
  }
  return total + task
}
