/** What calibration and the schema need to know of a built-in workload whose laps are timed. */
export interface KernelFacts {
  /** Size at which calibration starts: a task takes about a millisecond in Node, or where Node has none, in CPython. */
  readonly startSize: number
  /** The exponent by which a task's time grows with the size. */
  readonly growth: number
  /** Where it is written: experiments/workloads/NAME.ts, NAME.py (with underscores), or both with the same results. */
  readonly languages: 'both' | 'python' | 'node'
}

const facts = {
  primes: { startSize: 5000, growth: 1, languages: 'both' },
  mandelbrot: { startSize: 64, growth: 2, languages: 'both' },
  matrix: { startSize: 64, growth: 3, languages: 'both' },
  'array-sin': { startSize: 1, growth: 1, languages: 'python' },
  'array-fft': { startSize: 1, growth: 1, languages: 'python' },
  'array-loop': { startSize: 1, growth: 1, languages: 'python' },
} as const satisfies Readonly<Record<string, KernelFacts>>

export type KernelName = keyof typeof facts

/** The built-in workloads that an experiment can name: one file each, and language, in experiments/workloads. */
export const kernelNames = Object.keys(facts) as readonly KernelName[]

export function kernelFacts(name: string): KernelFacts | undefined {
  return isKernelName(name) ? facts[name] : undefined
}

export function isKernelName(name: string): name is KernelName {
  return Object.hasOwn(facts, name)
}
