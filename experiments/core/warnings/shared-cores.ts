import { formatShare } from '../text/format-number.ts'
import { roundResults } from '../curves/round-results.ts'
import { median } from '../numbers/statistics.ts'
import type { BusyMoment } from '../monitoring/worker-cores.ts'
import { seenOften } from './seen-cores.ts'
import { named, type WarningRule } from './warning-rule.ts'

/** Two workers on one physical core share its units: together they do hardly more than one. */
export const sharedCores: WarningRule = (session, conditions) => {
  const { physicalCores } = session.header.machine
  if (physicalCores === undefined) return null
  const [worst, ...others] = seenOften(session, (workers) => workers <= physicalCores, haveSiblings)
  if (worst !== undefined) {
    const names = named([worst, ...others].map(({ name }) => name))
    const remedy = session.header.pin === true ? 'Close what else runs' : 'Set pin: true in the experiment'
    return {
      kind: 'shared-cores',
      message: `SMT siblings: workers of ${names} ran two on one physical core in up to ${formatShare(worst.share)} of the samples, though there were enough cores for all: they share its units. ${remedy}, so that each has a core of its own.`,
    }
  }
  const results = roundResults(session)
  const crowded = conditions.filter(({ series, workers }) => {
    const busy = [...results.of(series, workers).values()].map(({ busyCores }) => busyCores)
    return workers > physicalCores && busy.length > 0 && median(busy) > 1.05 * physicalCores
  })
  if (crowded.length === 0) return null
  return {
    kind: 'shared-cores',
    message: `SMT siblings: workers of ${named(crowded.map(({ name }) => name))} kept more logical cores busy than the ${physicalCores} physical ones: there the curves show what siblings add, which is less than a core. Leave those counts out, or read the curves up to ${physicalCores}.`,
  }
}

function haveSiblings({ cores }: BusyMoment): boolean {
  const logical = new Set(cores.map(({ cpu }) => cpu))
  return new Set(cores.map(({ core }) => core)).size < logical.size
}
