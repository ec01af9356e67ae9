import { open } from 'node:fs/promises'
import type { SampleFigures } from '../../../experiments/core/session/sample-thinning.ts'
import { SampleScan } from './sample-scan.ts'

const chunkBytes = 4 * 1024 * 1024
const newline = 10

/**
 * Takes one line of a file: bytes from `start` up to `end`, and where it is a sample as the lab writes it (`SampleScan`)
 * its figures, which are all only good until it returns.
 */
export type TakeLine = (bytes: Buffer, start: number, end: number, figures: SampleFigures | null) => void

/**
 * Hands out the lines of a file in their order, without their line ends. Of one that is being read others can be, too:
 * between two chunks everybody else gets a turn.
 */
export async function eachLine(path: string, take: TakeLine): Promise<void> {
  const scan = new SampleScan()
  const takeScanned = (bytes: Buffer, start: number, end: number): void => {
    const figures = scan.read(bytes, start)
    take(bytes, start, end, scan.end === end ? figures : null)
  }
  const file = await open(path)
  try {
    let buffer = Buffer.allocUnsafe(chunkBytes)
    let kept = 0
    for (;;) {
      // a line that is longer than the buffer gets a larger one
      if (kept === buffer.length) buffer = Buffer.concat([buffer, Buffer.allocUnsafe(buffer.length)])
      const { bytesRead } = await file.read(buffer, kept, buffer.length - kept)
      const filled = kept + bytesRead
      const used = takeLines(buffer.subarray(0, filled), takeScanned)
      kept = filled - used
      if (bytesRead === 0) break
      buffer.copyWithin(0, used, filled)
    }
    if (kept > 0) takeScanned(buffer, 0, kept)
  } finally {
    await file.close()
  }
}

/** @returns how many bytes the whole lines took */
function takeLines(bytes: Buffer, take: (bytes: Buffer, start: number, end: number) => void): number {
  let start = 0
  for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
    take(bytes, start, end)
    start = end + 1
  }
  return start
}
