/** Some kernels need a server that the lab starts, or a file that the lab names, outside of the trial's processes. */
export type KernelNeed = 'http-server' | 'small-file'
export type PythonPackage = 'numpy' | 'scipy'

/** A built-in workload whose laps are timed. */
export interface Kernel {
  /** People read this in place of a name that does not say what it is: "NumPy sin". */
  readonly title?: string
  /**
   * The languages that it is written in, with the same results in both: main/trial-programs/node/kernels/NAME.ts and
   * main/trial-programs/python/kernels/NAME.py (with underscores; NAME_async.py is a form for asyncio).
   */
  readonly languages: 'both' | 'python' | 'node'
  /** The size at which calibration starts: a task takes about a millisecond in Node, or in CPython if Node has none. */
  readonly startSize: number
  /** The exponent by which a task's time grows with the size. */
  readonly growth: number
  /** Its tasks wait and need no core. The size is their time in ms and stays at `startSize`: no runtime waits faster. */
  readonly waits?: true
  /** The size is what it is about, and not the lab's to choose: it stays at `startSize`. */
  readonly sizeStays?: true
  /** It has a form that runs in the threads of libuv's pool. */
  readonly inPool?: true
  readonly needs?: KernelNeed
  /** The packages that its form in Python imports. */
  readonly packages?: readonly PythonPackage[]
}

const usual = { languages: 'both', growth: 1 } as const
const array = { languages: 'python', growth: 1, startSize: 1 } as const

const kernels = {
  primes: { ...usual, startSize: 5000 },
  mandelbrot: { ...usual, startSize: 64, growth: 2 },
  matrix: { ...usual, startSize: 64, growth: 3 },
  waiting: { ...usual, startSize: 20, waits: true },
  http: { ...usual, title: 'HTTP', startSize: 20, waits: true, needs: 'http-server' },
  files: { ...usual, startSize: 100, inPool: true, needs: 'small-file' },
  hashing: { ...usual, startSize: 4 },
  pbkdf2: { ...usual, title: 'PBKDF2', startSize: 1, inPool: true },
  messages: { ...usual, startSize: 1024, sizeStays: true },
  'array-sin': { ...array, title: 'NumPy sin', packages: ['numpy'] },
  'array-fft': { ...array, title: 'SciPy FFT', packages: ['numpy', 'scipy'] },
  'array-loop': { ...array, title: 'loop in Python' },
  'array-short': { ...array, title: 'NumPy, short calls', packages: ['numpy'] },
  'array-large': { ...array, title: 'NumPy, out of cache', packages: ['numpy'] },
  'array-holds': { ...array, title: 'NumPy on objects', packages: ['numpy'] },
} as const satisfies Readonly<Record<string, Kernel>>

export type KernelName = keyof typeof kernels

export const kernelNames = Object.keys(kernels) as readonly KernelName[]

export function findKernel(name: string): Kernel | undefined {
  return isKernelName(name) ? kernels[name] : undefined
}

export function isKernelName(name: string): name is KernelName {
  return Object.hasOwn(kernels, name)
}
