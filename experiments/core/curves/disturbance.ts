import { counted, formatNumber } from '../text/format-number.ts'
import { conditionName } from '../names/condition-name.ts'
import { enumeration, oneLine } from '../text/show-value.ts'
import { countedTrials } from '../session/counted-trials.ts'
import type { Session, SessionHeader, TrialLoad, TrialRecord } from '../session/session.ts'

/** A trial counts as disturbed if other programs and the hypervisor took more than this share of the usable cores. */
export const mostOtherShare = 0.1

export interface Disturbance {
  /** The CPU time that other programs and the hypervisor took, in cores. */
  readonly cores: number
  readonly usableCores: number
  /** The program that used most; null if it was the hypervisor, or is unknown. */
  readonly culprit: TrialLoad['culprits'][number] | null
}

/** @returns null if the trial had the machine to itself, or the system does not report the load */
export function disturbanceOf({ load }: TrialRecord, { machine }: SessionHeader): Disturbance | null {
  if (load === undefined) return null
  const { usableCores } = machine
  const stolen = load.stolenCores ?? 0
  const cores = load.otherCores + stolen
  if (cores <= mostOtherShare * usableCores) return null
  const [busiest = null] = load.culprits
  return { cores, usableCores, culprit: busiest === null || busiest.cores < stolen ? null : busiest }
}

export interface DisturbedTrial {
  readonly trial: TrialRecord
  readonly disturbance: Disturbance
  /** Whether the trial was measured once more in the same round, so that its repeat counts in the estimates. */
  readonly repeated: boolean
}

/** The disturbed trials in the order in which they ran. */
export function disturbedTrials(session: Session): readonly DisturbedTrial[] {
  const counted = new Set(countedTrials(session.trials))
  return session.trials.flatMap((trial) => {
    const disturbance = disturbanceOf(trial, session.header)
    return disturbance === null
      ? []
      : [{ trial, disturbance, repeated: trial.outcome.kind === 'ok' && !counted.has(trial) }]
  })
}

/** With a tenth of the trials disturbed the intervals still cover (docs/method.md); with more than this they may not. */
export const mostDisturbedShare = 0.2

/** @returns why the numbers of these conditions cannot be trusted; null if few enough of their trials were disturbed */
export function disturbedConditions(
  session: Session,
  conditions: readonly Pick<TrialRecord, 'series' | 'workers'>[],
): string | null {
  const names = new Set(conditions.map(conditionName))
  const own = countedTrials(session.trials).filter((trial) => names.has(conditionName(trial)))
  const disturbances = own.flatMap((trial) => disturbanceOf(trial, session.header) ?? [])
  const worst = disturbances.toSorted((a, b) => b.cores - a.cores)[0]
  if (worst === undefined || disturbances.length <= mostDisturbedShare * own.length) return null
  return `disturbed: ${disturbances.length} of ${own.length} trials; in the worst ${disturbanceText(worst)}`
}

/** "other programs used 0.98 of 2 cores, most of it yes (process 4711)". */
export function disturbanceText({ cores, usableCores, culprit }: Disturbance): string {
  const amount = `${formatNumber(cores)} of ${counted(usableCores, 'core')}`
  if (culprit === null) return `other programs, or other machines on the same hardware, used ${amount}`
  return `other programs used ${amount}, most of it ${culpritText(culprit)}`
}

/** A program chooses its own name, so the name is made fit for one line. */
function culpritText({ name, pid }: TrialLoad['culprits'][number]): string {
  return `${oneLine(name)} (process ${pid})`
}

/** The two programs that used most CPU time in all disturbed trials together: "yes (process 4711)". */
export function culpritsText(disturbed: readonly DisturbedTrial[]): string | null {
  const total = new Map<string, number>()
  for (const { culprit } of disturbed.map(({ disturbance }) => disturbance)) {
    if (culprit === null) continue
    const text = culpritText(culprit)
    total.set(text, (total.get(text) ?? 0) + culprit.cores)
  }
  const named = [...total].sort(([, a], [, b]) => b - a).map(([text]) => text)
  return named.length === 0 ? null : enumeration(named.slice(0, 2))
}
