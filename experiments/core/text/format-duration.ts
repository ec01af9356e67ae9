/**
 * "45 s", "1 min 10 s", "12 min", "2 h 5 min": from ten minutes on the seconds say nothing. Intl.DurationFormat is not
 * used, because it writes "3 min, 20 sec" or "3m 20s" beside times that are written with SI symbols everywhere else.
 */
export function formatDuration(durationMs: number): string {
  const seconds = Math.max(0, Math.round(durationMs / 1000))
  const minutes = Math.floor(seconds / 60)
  if (minutes < 1) return `${seconds} s`
  if (minutes < 60) return withRest(`${minutes} min`, minutes < 10 ? seconds % 60 : 0, 's')
  return withRest(`${Math.floor(minutes / 60).toLocaleString('en-US')} h`, minutes % 60, 'min')
}

function withRest(text: string, rest: number, unit: string): string {
  return rest === 0 ? text : `${text} ${rest} ${unit}`
}
