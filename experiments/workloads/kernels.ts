import type { Kernel } from './kernel.ts'
import { mandelbrot } from './mandelbrot.ts'
import { matrix } from './matrix.ts'
import { primes } from './primes.ts'

const kernels = new Map<string, Kernel>([primes, mandelbrot, matrix].map((kernel) => [kernel.name, kernel]))

export function findKernel(name: string): Kernel | undefined {
  return kernels.get(name)
}
