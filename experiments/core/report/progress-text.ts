import { formatDuration } from '../text/format-duration.ts'
import { countedRange } from '../text/format-number.ts'

interface Range {
  readonly min: number
  readonly max: number
}

interface TrialsDone {
  readonly trialsDone: number
  readonly trialsTotal: Range
  /** Null while there is no estimate yet. */
  readonly leftMs: Range | null
}

/** "41 of 55 to 66 trials · 1 min 10 s to 2 min left". */
export function progressText({ trialsDone, trialsTotal, leftMs }: TrialsDone): string {
  const done = `${trialsDone} of ${countedRange(trialsTotal, 'trial')}`
  if (leftMs === null) return done
  const [soonest, latest] = [formatDuration(leftMs.min), formatDuration(leftMs.max)]
  return `${done} · ${soonest === latest ? soonest : `${soonest} to ${latest}`} left`
}
