/** "45 s", "1 min 10 s", "2 h 5 min": how long something will take, to the precision that an estimate deserves. */
export function formatDuration(durationMs: number): string {
  const seconds = Math.max(0, Math.round(durationMs / 1000))
  if (seconds < 60) return `${seconds} s`
  const rounded = seconds < 600 ? Math.round(seconds / 10) * 10 : Math.round(seconds / 60) * 60
  const minutes = Math.floor(rounded / 60)
  if (minutes < 60) return rounded % 60 === 0 ? `${minutes} min` : `${minutes} min ${rounded % 60} s`
  const hours = Math.floor(minutes / 60)
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
}
