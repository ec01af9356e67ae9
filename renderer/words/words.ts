import type { ClaimRecord } from '../../experiments/core/session/session.ts'
import { formatDuration } from '../../experiments/core/text/format-duration.ts'
import type { Progress } from '../../preload/contract.ts'

/** Whether a runtime that the claim is about was not measured, because it is missing. */
export function lacksRuntime({ verdict, runtimes }: Pick<ClaimRecord, 'verdict' | 'runtimes'>): boolean {
  return verdict === 'not-measured' || runtimes.some((one) => one.verdict === 'not-measured')
}

export function numberRange({ min, max }: { readonly min: number; readonly max: number }): string {
  return min === max ? String(max) : `${min} to ${max}`
}

/** "41 of 55 to 66 trials · 1 min 10 s to 2 min left". */
export function progressText({ trialsDone, trialsTotal, leftMs }: Progress): string {
  const done = `${trialsDone} of ${numberRange(trialsTotal)} trials`
  if (leftMs === null) return done
  const [soonest, latest] = [formatDuration(leftMs.min), formatDuration(leftMs.max)]
  return `${done} · ${soonest === latest ? soonest : `${soonest} to ${latest}`} left`
}

/** "today 14:02", "yesterday", "3 Mar", "3 Mar 2024". */
export function whenStarted(startedAt: string, now: Date): string {
  const started = new Date(startedAt)
  const dayStart = new Date(now.getFullYear(), now.getMonth(), now.getDate())
  if (started >= dayStart) {
    return started.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  }
  if (started >= new Date(dayStart.getTime() - 24 * 3_600_000)) return 'yesterday'
  const day = `${started.getDate()} ${started.toLocaleDateString('en-GB', { month: 'short' })}`
  return started.getFullYear() === now.getFullYear() ? day : `${day} ${started.getFullYear()}`
}
