import { writeSync } from 'node:fs'

/**
 * Writes to stdout. Not by `process.stdout`, whose first use loads what sockets and streams take: a twentieth of the
 * time of a short command.
 */
export function print(text: string): void {
  // a console of Windows takes other bytes than a file does
  if (process.platform === 'win32') process.stdout.write(text)
  else writeAll(Buffer.from(text))
}

function writeAll(bytes: Buffer): void {
  let written = 0
  try {
    while (written < bytes.length) written += writeSync(1, bytes, written)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    // a full pipe that somebody else has told not to wait
    if (code === 'EAGAIN') process.stdout.write(bytes.subarray(written))
    // whoever read it has had enough, as `head` has
    else if (code !== 'EPIPE') throw error
  }
}
