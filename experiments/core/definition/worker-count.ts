import type { WorkerCount } from './experiment.ts'

export const mostWorkers = 1024
const mostTimesCores = 64

export const workersExpected = 'a whole number from 1 to 1,024, P, 2P or a range such as 1..8'

/** The pattern that editors check; `parseWorkerCounts` checks the bounds. */
export const workersPattern = '^([1-9][0-9]*)?P$|^[1-9][0-9]* ?\\.\\. ?[1-9][0-9]*$'

const multipleOfCores = /^(\d{0,2})P$/
const range = /^(\d{1,4}) ?\.\. ?(\d{1,4})$/

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= mostWorkers
}

/** Reads one entry of `workers` in an experiment file. @returns null if it is none */
export function parseWorkerCounts(entry: string | number): readonly WorkerCount[] | null {
  if (typeof entry === 'number') return isCount(entry) ? [entry] : null
  const multiple = multipleOfCores.exec(entry)
  if (multiple !== null) {
    const timesCores = multiple[1] === '' ? 1 : Number(multiple[1])
    return timesCores >= 1 && timesCores <= mostTimesCores ? [{ timesCores }] : null
  }
  const [, first, last] = (range.exec(entry) ?? []).map(Number)
  if (first === undefined || last === undefined) return null
  if (!isCount(first) || !isCount(last) || first > last) return null
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

export interface SweptCores {
  /** The number of cores that may be used. */
  readonly usableCores: number
  /** The number of fast cores among them (session/machine-cores.ts), up to which gains are judged. */
  readonly judgedCores: number
}

function atCores(count: WorkerCount, { usableCores, judgedCores }: SweptCores): readonly number[] {
  if (typeof count === 'number') return [count]
  if ('timesCores' in count) return [count.timesCores * usableCores]
  const counts = [judgedCores, usableCores]
  for (let workers = 1; workers < usableCores; workers *= 2) counts.push(workers)
  return counts
}

/** The worker counts on a machine with these cores, ascending, each once. */
export function resolveWorkers(counts: readonly WorkerCount[], cores: SweptCores): readonly number[] {
  const all = counts.flatMap((count) => atCores(count, cores)).map((workers) => Math.min(workers, mostWorkers))
  return [...new Set(all)].sort((a, b) => a - b)
}

/** The largest count that does not depend on the machine; 0 if all do. */
export function largestFixed(counts: readonly WorkerCount[]): number {
  return Math.max(0, ...counts.filter((count) => typeof count === 'number'))
}
