import { executorIds, type ExecutorId } from '../../../../experiments/core/names/series.ts'
import type { InstalledPython } from './installed-pythons.ts'
import { executorsOf } from './python-requests.ts'

export interface MatrixCell<T> {
  /** The Python's name, for the test's title. */
  readonly name: string
  readonly python: InstalledPython
  readonly tried: T
}

const full = process.env['LOCKSTEP_TEST'] === 'full'

/**
 * Everything that is tried, in every Python that can do it; without LOCKSTEP_TEST=full each in one Python only: the one
 * that has had the fewest turns, so that every Python has some.
 */
export function pythonMatrix<T>(
  pythons: readonly InstalledPython[],
  tried: readonly T[],
  can: (python: InstalledPython, one: T) => boolean = () => true,
): readonly MatrixCell<T>[] {
  const cells = tried.map((one) => pythons.filter((python) => can(python, one)).map(cellOf(one)))
  if (full) return cells.flat()
  const turns = new Map(pythons.map((python) => [python, 0]))
  // what few Pythons can do comes first: the others have a choice left
  return cells
    .toSorted((a, b) => a.length - b.length)
    .flatMap((choice) => {
      const [first] = choice.toSorted((a, b) => (turns.get(a.python) ?? 0) - (turns.get(b.python) ?? 0))
      if (first === undefined) return []
      turns.set(first.python, (turns.get(first.python) ?? 0) + 1)
      return [first]
    })
}

/** The matrix of executors; see pythonMatrix. */
export function executorMatrix(
  pythons: readonly InstalledPython[],
  executors: readonly ExecutorId[] = executorIds,
): readonly MatrixCell<ExecutorId>[] {
  return pythonMatrix(pythons, executors, (python, executor) => executorsOf(python).includes(executor))
}

/** The first Python of each runtime, for what all versions of a runtime do alike; all of them with LOCKSTEP_TEST=full. */
export function onePerRuntime(pythons: readonly InstalledPython[]): readonly InstalledPython[] {
  return full ? pythons : pythons.filter(({ id }, index) => pythons.findIndex((other) => other.id === id) === index)
}

function cellOf<T>(tried: T): (python: InstalledPython) => MatrixCell<T> {
  return (python) => ({ name: python.name, python, tried })
}
