import { writeAll } from './write-all.ts'

/**
 * What a module prints has gone to the lab when the call returns. Node's own streams may keep it until the event loop turns,
 * which it does not within a lap: a megabyte in each task filled the memory, and counted as the task's. A stream is made when
 * a module prints for the first time: Node's streams would slow down the start of all others.
 */
export function printAtOnce(): void {
  for (const [name, descriptor] of [
    ['stdout', 1],
    ['stderr', 2],
  ] as const) {
    let stream: NodeJS.WritableStream | null = null
    Object.defineProperty(process, name, {
      configurable: true,
      enumerable: true,
      get: () => (stream ??= streamTo(descriptor)),
    })
  }
}

function streamTo(descriptor: number): NodeJS.WritableStream {
  const { Writable } = process.getBuiltinModule('node:stream')
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      try {
        writeAll(descriptor, chunk)
      } catch {
        // the lab is gone, and nobody reads it
      }
      done()
    },
  })
  return Object.assign(stream, { fd: descriptor })
}
