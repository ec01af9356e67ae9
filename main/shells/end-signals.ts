import { hangUpEnds } from '../system/hang-up.ts'
import { watchLauncher } from './launcher-watch.ts'

const endSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
export type EndSignal = (typeof endSignals)[number]

/** A program that a signal ended exits with these codes. */
export const signalCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } satisfies Record<EndSignal, number>

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
  const forgetLauncher = watchLauncher(process.env, () => {
    once('SIGHUP')
  })
  for (const signal of endSignals) {
    process.on(signal, () => {
      if (signal !== 'SIGHUP' || hangUpEnds) once(signal)
      // npm does not live through a hang-up that the lab ignores
      else forgetLauncher()
    })
  }
}
