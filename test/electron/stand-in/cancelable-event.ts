import type { EventEmitter } from 'node:events'

/** Emits an event that listeners may prevent; @returns whether one did. */
export function emitCancelable(emitter: EventEmitter, name: string, details: object = {}, ...rest: unknown[]): boolean {
  let prevented = false
  const event = {
    ...details,
    preventDefault: () => {
      prevented = true
    },
  }
  emitter.emit(name, event, ...rest)
  return prevented
}
