const watchParentEveryMs = 500

/**
 * Calls `end` once when the terminal, or whoever started the lab, wants it to end: Ctrl-C, a termination, a hang-up, and
 * the death of the `npm` that runs it (which a kill -9 leaves no chance to pass on). npm passes Ctrl-C on a second time;
 * only the first counts.
 */
export function onEndSignal(end: (signal: NodeJS.Signals) => void): void {
  let ended = false
  const once = (signal: NodeJS.Signals): void => {
    if (ended) return
    ended = true
    end(signal)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, once)
  if (process.env['npm_lifecycle_event'] === undefined) return
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) once('SIGHUP')
  }, watchParentEveryMs).unref()
}
