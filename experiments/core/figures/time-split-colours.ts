import type { ShareKind } from '../bottleneck/share-kinds.ts'
import type { SeriesColour } from '../charts/theme.ts'

/** The colour of each part; time in which a worker had nothing to do, and unknown time, have none. */
export const kindColours: Readonly<Record<ShareKind, SeriesColour | null>> = {
  useful: 'green',
  'lock-wait': 'lock',
  serial: 'pink',
  'core-wait': 'blue',
  communication: 'amber',
  waiting: 'sky',
  'start-up': 'grey',
  imbalance: null,
  unknown: null,
}
