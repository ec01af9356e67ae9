import { groupBy } from '../numbers/group-by.ts'
import {
  findSeries,
  lockConstrainedSeries,
  type ExecutorId,
  type RuntimeId,
  type Series,
  type SeriesId,
} from '../names/series.ts'
import type { Mark } from './mark.ts'
import type { SeriesColour } from './theme.ts'

/** Colour and mark say how the workers run; open marks and dashes are another runtime, or a variant. */
export interface SeriesStyle {
  readonly colour: SeriesColour
  readonly mark: Mark
  readonly open: boolean
  /** Canvas line dash in px; empty is solid. */
  readonly dash: readonly number[]
}

type Kind = Pick<SeriesStyle, 'colour' | 'mark'>

const kindOfExecutor: Readonly<Record<ExecutorId, Kind>> = {
  serial: { colour: 'grey', mark: 'disc' },
  threads: { colour: 'free', mark: 'triangle' },
  processes: { colour: 'proc', mark: 'square' },
  'processes-fork': { colour: 'proc', mark: 'square' },
  'locked-threads': { colour: 'lock', mark: 'disc' },
  async: { colour: 'loop', mark: 'cross' },
  interpreters: { colour: 'interp', mark: 'diamond' },
  pool: { colour: 'free', mark: 'down' },
}

/** Of series of one kind, that of the first of these runtimes is drawn filled and solid. */
const runtimeOrder: readonly RuntimeId[] = ['cpython', 'cpython-ft', 'pypy', 'jython', 'ironpython', 'node']

const solid: readonly number[] = []
export const dashes: readonly (readonly number[])[] = [
  [7, 3],
  [2, 3],
  [9, 3, 2, 3],
  [4, 3],
  [9, 3, 2, 3, 2, 3],
]
const furtherStyles = [true, false].flatMap((open) => dashes.map((dash) => ({ open, dash })))

/** The style of a series that is shown alone. */
export function seriesStyle(id: SeriesId): SeriesStyle {
  const series = findSeries(id)
  if (series === undefined) return { colour: 'grey', mark: 'disc', open: true, dash: [1, 3] }
  return { ...kindOf(series), open: false, dash: solid }
}

/**
 * The styles of series that are shown together: of each kind one is filled and solid, a further one is open and dashed.
 * A series of the experiment's own work comes before its variants, such as `cpython/threads@20ms`.
 */
export function stylesAmong(all: readonly SeriesId[]): ReadonlyMap<SeriesId, SeriesStyle> {
  const styles = new Map<SeriesId, SeriesStyle>([...new Set(all)].map((id) => [id, seriesStyle(id)]))
  const known = [...styles.keys()].flatMap((id) => findSeries(id) ?? [])
  for (const [, alike] of groupBy(known, (series) => JSON.stringify(kindOf(series)))) {
    const ordered = alike.toSorted((a, b) => variantOrder(a) - variantOrder(b) || orderOf(a) - orderOf(b))
    for (const [index, { id }] of ordered.entries()) {
      const further = index === 0 ? null : furtherStyles[(index - 1) % furtherStyles.length]
      styles.set(id, { ...seriesStyle(id), ...further })
    }
  }
  return styles
}

function kindOf({ runtime, executor }: Series): Kind {
  const locked = lockConstrainedSeries(runtime) === `${runtime}/${executor}`
  return kindOfExecutor[locked ? 'locked-threads' : executor]
}

function variantOrder({ variant }: Series): number {
  return variant === null ? 0 : 1
}

function orderOf({ runtime }: Series): number {
  return runtimeOrder.indexOf(runtime)
}
