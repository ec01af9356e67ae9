import type { KernelName } from './kernel-names.ts'
import type { Variant } from './series.ts'

/** What a person calls the work of a kernel, where its own name does not say it. */
const kernelTitles: Readonly<Partial<Record<KernelName, string>>> = {
  http: 'HTTP',
  pbkdf2: 'PBKDF2',
  'array-sin': 'NumPy sin',
  'array-fft': 'SciPy FFT',
  'array-loop': 'loop in Python',
  'array-short': 'NumPy, short calls',
  'array-large': 'NumPy, out of cache',
  'array-holds': 'NumPy on objects',
}
const titles = new Map<string, string>(Object.entries(kernelTitles))

/** "NumPy sin", "own lock", "20 ms interval". */
export function variantName(variant: Variant): string {
  switch (variant.kind) {
    case 'kernel':
      return titles.get(variant.name) ?? variant.name
    case 'probe':
      return variant.name.replaceAll('-', ' ')
    case 'interval':
      return `${variant.name.replace(/(\d)([a-z])/, '$1 $2')} interval`
  }
}
