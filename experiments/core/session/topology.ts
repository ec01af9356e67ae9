import type { LogicalCore } from './machine.ts'

/**
 * The logical cores that workers are tied to, worker k to the k-th: one of each physical core, fast cores first, and
 * only then the others of each (SMT siblings, which share its units). Empty if no core that the process may use is known.
 */
export function pinOrder(cores: readonly LogicalCore[]): readonly number[] {
  const siblings = new Map<number, number>()
  const ranked = cores
    .filter(({ allowed }) => allowed)
    .toSorted((a, b) => a.cpu - b.cpu)
    .map((one) => {
      const turn = siblings.get(one.core) ?? 0
      siblings.set(one.core, turn + 1)
      return { ...one, turn }
    })
  return ranked
    .toSorted((a, b) => a.turn - b.turn || Number(b.fast) - Number(a.fast) || a.cpu - b.cpu)
    .map(({ cpu }) => cpu)
}

/** How many physical cores a process may use, and how many of them are fast. */
export function physicalCores(cores: readonly LogicalCore[]): { readonly all: number; readonly fast: number } {
  const allowed = cores.filter((one) => one.allowed)
  return {
    all: new Set(allowed.map(({ core }) => core)).size,
    fast: new Set(allowed.filter(({ fast }) => fast).map(({ core }) => core)).size,
  }
}
