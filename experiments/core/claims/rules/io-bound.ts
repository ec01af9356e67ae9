import { seriesName } from '../../names/series-titles.ts'
import { conditionName } from '../../names/condition-name.ts'
import { findKernel } from '../../names/kernels.ts'
import { kernelOf } from '../../session/kernel-of.ts'
import { logSpeedups } from '../../curves/log-ratios.ts'
import { findSeries, serialOf, type ExecutorId, type RuntimeId, type SeriesId } from '../../names/series.ts'
import type { ClaimData, ClaimRules } from '../judging/claim-rule.ts'
import { ratioRule, seriesOf, type Subject } from '../judging/ratio-rule.ts'
import type { RatioTest } from '../judging/ratio-test.ts'
import { measuredCounts } from '../judging/measured-counts.ts'

/** At this many workers the gain has to exceed half of what they could gain side by side (docs/claims.md, thread-io-bound). */
export const waitingWorkers = 16
export const waitingGain = 8

/** Work that waits gains from its workers, however few the cores. Each such workload is compared with its own serial. */
function waitsSideBySide(runtime: RuntimeId, executor: ExecutorId): Subject {
  const all = (data: ClaimData): readonly SeriesId[] =>
    seriesOf(data, runtime, executor).filter((series) => {
      const kernel = kernelOf(data.session.header, series)
      return kernel !== null && findKernel(kernel)?.waits === true
    })
  return {
    runtime,
    series: [`${runtime}/${executor}`],
    isThere: (data) => all(data).length > 0,
    model: executor === 'locked-threads',
    needs: `${seriesName(`${runtime}/${executor}`)} with work that waits (the kernels waiting and http)`,
    takes: conditionName({ series: `${runtime}/${executor}`, workers: waitingWorkers }),
    cores: 'any',
    tests: (data) => all(data).flatMap((series) => gainTest(data, series)),
  }
}

export const ioBoundRules: ClaimRules<'io-bound'> = {
  'thread-io-bound': ratioRule(
    ['cpython'],
    [
      waitsSideBySide('cpython', 'threads'),
      waitsSideBySide('cpython-ft', 'threads'),
      waitsSideBySide('pypy', 'threads'),
      waitsSideBySide('jython', 'threads'),
      waitsSideBySide('ironpython', 'threads'),
      waitsSideBySide('node', 'threads'),
      waitsSideBySide('node', 'locked-threads'),
    ],
  ),
}

function gainTest(data: ClaimData, series: SeriesId): readonly RatioTest[] {
  if (!measuredCounts(data, [series]).includes(waitingWorkers)) return []
  const { session, results } = data
  const ownWork = findSeries(series)?.variant?.kind === 'kernel' ? '' : ` (${kernelOf(session.header, series) ?? ''})`
  return [
    {
      subject: `${conditionName({ series, workers: waitingWorkers })}${ownWork}`,
      relation: 'compared with serial',
      unit: '×',
      logRatios: [...logSpeedups(session, results, series, waitingWorkers).values()],
      bound: waitingGain,
      side: 'above',
      of: { series, workers: waitingWorkers },
      over: { series: serialOf(series), workers: 1 },
    },
  ]
}
