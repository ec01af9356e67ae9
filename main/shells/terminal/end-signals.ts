const watchParentEveryMs = 500

const endSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
export type EndSignal = (typeof endSignals)[number]

/**
 * Calls `end` once when the terminal, or whoever started the lab, wants it to end: Ctrl-C, a termination, a hang-up, and
 * the death of the `npm` that runs it (which a kill -9 leaves no chance to pass on). npm passes Ctrl-C on a second time;
 * only the first counts.
 */
export function onEndSignal(end: (signal: EndSignal) => void): void {
  let ended = false
  const once = (signal: EndSignal): void => {
    if (ended) return
    ended = true
    end(signal)
  }
  for (const signal of endSignals) {
    process.on(signal, () => {
      once(signal)
    })
  }
  if (process.env['npm_lifecycle_event'] === undefined) return
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) once('SIGHUP')
  }, watchParentEveryMs).unref()
}
