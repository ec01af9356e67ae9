import { fstatSync, readSync } from 'node:fs'

const blockBytes = 65_536
const newline = 10

/** @returns what stands behind the last line end of an open file, and where that begins */
export function lastLineOf(descriptor: number): { readonly text: string; readonly startByte: number } {
  const { size } = fstatSync(descriptor)
  let startByte = size
  while (startByte > 0) {
    const from = Math.max(0, startByte - blockBytes)
    const found = bytesAt(descriptor, from, startByte).lastIndexOf(newline)
    startByte = found === -1 ? from : from + found + 1
    if (found !== -1) break
  }
  return { text: bytesAt(descriptor, startByte, size).toString('utf8'), startByte }
}

function bytesAt(descriptor: number, from: number, to: number): Buffer {
  const bytes = Buffer.alloc(to - from)
  return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, from))
}
