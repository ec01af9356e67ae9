import { seriesName } from '../../names/series-titles.ts'
import { hasLock } from '../../timeline/timeline-words.ts'
import type { SeriesId } from '../../names/series.ts'
import type { ClaimData } from '../judging/claim-rule.ts'
import type { JudgedTest, RatioTest } from '../judging/ratio-test.ts'
import { gainTests, noGainTests } from './gains.ts'

const [free, locked] = ['cpython-ft/threads', 'cpython-ft/locked-threads'] as const

/**
 * The contrast behind "because of the lock": one free-threaded build gains without its lock, and does not with it
 * (PYTHON_GIL=0 and 1). Nothing else differs between the two.
 * @returns no tests if the session does not have both
 */
export function causeTests(data: ClaimData): readonly RatioTest[] {
  const without = gainTests(data, free, locked)
  const workers = without[0]?.of?.workers
  const withIt = noGainTests(data, locked).filter(({ of }) => of?.workers === workers)
  return [
    ...without.map((test) => asContrast(test, 'without its lock', workers)),
    ...withIt.map((test) => asContrast(test, 'with it', workers)),
  ]
}

function asContrast(test: RatioTest, lock: string, workers = 0): RatioTest {
  return { ...test, subject: `${workers} threads of a free-threaded build ${lock}`, contrast: true }
}

/** Says whether the lock is the cause, where threads do not gain; of a model that needs no saying. */
export function causeNote(series: SeriesId, judged: readonly JudgedTest[]): readonly string[] {
  const contrasts = judged.filter(({ test }) => test.contrast === true)
  const gainless = judged.filter((one) => !contrasts.includes(one))
  if (series === 'node/locked-threads' || gainless.some(({ result }) => result !== 'holds')) return []
  if (!hasLock(series)) return ['it has no lock, so something else kept its threads from gaining']
  if (contrasts.length < 2) {
    return [`whether the lock is the cause was not tried: that takes ${seriesName(free)} and ${seriesName(locked)}`]
  }
  return contrasts.every(({ result }) => result === 'holds')
    ? ['so the lock is the cause']
    : ['whether the lock is the cause stays open']
}
