import { formatShare } from '../text/format-number.ts'
import { seenOften } from './seen-cores.ts'
import { named, type WarningRule } from './warning-rule.ts'

/** If the cores differ, a lap waits for the worker on the slowest. */
export const slowCores: WarningRule = (session) => {
  const { fastCores, physicalCores } = session.header.machine
  if (fastCores === undefined || physicalCores === undefined || fastCores >= physicalCores || fastCores === 0)
    return null
  const [worst, ...others] = seenOften(
    session,
    () => true,
    ({ cores }) => cores.some(({ fast }) => !fast),
  )
  if (worst === undefined) return null
  const names = named([worst, ...others].map(({ name }) => name))
  const avoidable = [worst, ...others].some(({ workers }) => workers <= fastCores) && session.header.pin !== true
  const remedy = avoidable ? 'Set pin: true in the experiment, which takes fast cores first, and read' : 'Read'
  return {
    kind: 'slow-cores',
    message: `P- and E-cores: workers of ${names} ran on efficiency cores in up to ${formatShare(worst.share)} of the samples: those are slower, and a lap ends with its slowest worker. ${remedy} the curves up to ${fastCores}, the performance cores.`,
  }
}
