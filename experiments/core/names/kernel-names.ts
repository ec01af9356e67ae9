/** What calibration and the schema need to know of a built-in workload whose laps are timed. */
export interface KernelFacts {
  /** Size at which calibration starts: a task takes about a millisecond in Node, or where Node has none, in CPython. */
  readonly startSize: number
  /** The exponent by which a task's time grows with the size. */
  readonly growth: number
  /** Where it is written: a file in JavaScript, one in Python (NAME.py, with underscores), or both with the same results. */
  readonly languages: 'both' | 'python' | 'node'
  /** Its tasks wait and need no core. The size is how long, in ms: it stays at `startSize`, since no runtime waits faster. */
  readonly waits?: true
  /** It has a form that runs in the threads of libuv's own pool. */
  readonly inPool?: true
}

const facts = {
  primes: { startSize: 5000, growth: 1, languages: 'both' },
  mandelbrot: { startSize: 64, growth: 2, languages: 'both' },
  matrix: { startSize: 64, growth: 3, languages: 'both' },
  waiting: { startSize: 20, growth: 1, languages: 'both', waits: true },
  http: { startSize: 20, growth: 1, languages: 'both', waits: true },
  files: { startSize: 100, growth: 1, languages: 'both', inPool: true },
  hashing: { startSize: 4, growth: 1, languages: 'both' },
  pbkdf2: { startSize: 1, growth: 1, languages: 'both', inPool: true },
  messages: { startSize: 1024, growth: 1, languages: 'both' },
  'array-sin': { startSize: 1, growth: 1, languages: 'python' },
  'array-fft': { startSize: 1, growth: 1, languages: 'python' },
  'array-loop': { startSize: 1, growth: 1, languages: 'python' },
  'array-short': { startSize: 1, growth: 1, languages: 'python' },
  'array-large': { startSize: 1, growth: 1, languages: 'python' },
  'array-holds': { startSize: 1, growth: 1, languages: 'python' },
} as const satisfies Readonly<Record<string, KernelFacts>>

export type KernelName = keyof typeof facts

/** The built-in workloads that an experiment can name. */
export const kernelNames = Object.keys(facts) as readonly KernelName[]

export function kernelFacts(name: string): KernelFacts | undefined {
  return isKernelName(name) ? facts[name] : undefined
}

export function isKernelName(name: string): name is KernelName {
  return Object.hasOwn(facts, name)
}
