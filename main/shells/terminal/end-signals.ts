import { watchLauncher } from './launcher-watch.ts'

const endSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
export type EndSignal = (typeof endSignals)[number]

/**
 * Calls `end` once when the terminal, or whoever started the lab, wants it to end: on Ctrl-C, a termination, a hang-up or
 * the death of the `npm` that runs it. Only the first Ctrl-C counts, since npm passes it on a second time.
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
  watchLauncher(process.env, () => {
    once('SIGHUP')
  })
}
