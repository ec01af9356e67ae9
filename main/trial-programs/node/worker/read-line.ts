import { readSync } from 'node:fs'

const newline = 10

/**
 * Blocks until a whole line has come from a pipe, whose writer then waits for an answer: what follows it is dropped. The
 * streams of `process.stdin` would take 5 ms to load.
 * @returns null if the pipe ends before
 */
export function readLine(descriptor: number): string | null {
  const chunks: Buffer[] = []
  for (;;) {
    const chunk = readChunk(descriptor)
    if (chunk === null) return null
    const end = chunk.indexOf(newline)
    chunks.push(end < 0 ? chunk : chunk.subarray(0, end))
    if (end >= 0) return Buffer.concat(chunks).toString()
  }
}

/** @returns null when the other end is gone */
function readChunk(descriptor: number): Buffer | null {
  const bytes = Buffer.alloc(65_536)
  for (;;) {
    try {
      const length = readSync(descriptor, bytes)
      return length === 0 ? null : bytes.subarray(0, length)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) return null
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
    }
  }
}
