/** "14:02", "30 Nov 14:02": tells two sessions of a day apart. */
export function exactlyStarted(startedAt: string, now: Date): string {
  const started = new Date(startedAt)
  const time = started.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  if (started.toDateString() === now.toDateString()) return time
  return `${started.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })} ${time}`
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
