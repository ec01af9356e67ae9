import type { ShareKind } from '../bottleneck/share-kinds.ts'
import type { SeriesColour } from './theme.ts'

/** Workers that have nothing to do are drawn as nothing, and what is unknown as neither. */
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
