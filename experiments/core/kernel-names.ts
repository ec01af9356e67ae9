/** The built-in workloads that an experiment can name: one file each in experiments/workloads. */
export const kernelNames = ['primes', 'mandelbrot', 'matrix'] as const
