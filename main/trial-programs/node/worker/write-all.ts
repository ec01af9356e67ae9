// taken as an object, as in core-wait.ts: an import statement would slow down the start of every worker
const { writeSync } = process.getBuiltinModule('node:fs')

/** Writes all of it before it returns. @throws the system's error, such as EPIPE */
export function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.byteLength;) {
    written += patiently(() => writeSync(descriptor, bytes, written))
  }
}

/** Tries again while a pipe that was made non-blocking, by whoever shares it, reports that it would have to wait. */
export function patiently<T>(attempt: () => T): T {
  for (;;) {
    try {
      return attempt()
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
    }
  }
}
