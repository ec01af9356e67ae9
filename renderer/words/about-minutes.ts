import { formatDuration } from '../../experiments/core/text/format-duration.ts'

/** "40 s", "3 min": a rough time, in whole minutes from a minute and a half on. */
export function aboutMinutes(durationMs: number): string {
  if (durationMs < 90_000) return formatDuration(Math.max(10_000, Math.round(durationMs / 10_000) * 10_000))
  return `${String(Math.round(durationMs / 60_000))} min`
}
