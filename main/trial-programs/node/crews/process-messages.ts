import { readSync } from 'node:fs'
import type { Duplex } from 'node:stream'
import type { RoundTrip } from '../worker/exchange.ts'
import { patiently, writeAll } from '../worker/write-all.ts'

/** A message in a pipe: its length in four bytes, then its bytes as they are. */
const headerBytes = 4
const mostBytes = 2 ** 32 - 1

/** The coordinator's end. It keeps one message a worker: the next one comes when this is back. */
export function answerProcess(channel: Duplex): void {
  const header = Buffer.alloc(headerBytes)
  let message = Buffer.alloc(0)
  let filled = 0
  channel.on('data', (chunk: Buffer) => {
    for (let at = 0; at < chunk.length;) {
      const inHeader = filled < headerBytes
      const target = inHeader ? header : message
      const taken = chunk.copy(target, inHeader ? filled : filled - headerBytes, at)
      at += taken
      filled += taken
      if (filled === headerBytes && inHeader) {
        const length = header.readUInt32LE()
        if (message.length !== length) message = Buffer.allocUnsafeSlow(length)
      }
      if (filled === headerBytes + message.length) {
        filled = 0
        channel.write(header)
        if (message.length > 0) channel.write(message)
      }
    }
  })
}

/** The worker's end. */
export function roundTripThrough(descriptor: number): RoundTrip {
  const header = Buffer.alloc(headerBytes)
  return (bytes) => {
    if (bytes.byteLength > mostBytes) {
      throw new RangeError(`a message holds at most 4 GiB: got ${bytes.byteLength} bytes`)
    }
    header.writeUInt32LE(bytes.byteLength)
    writeAll(descriptor, header)
    writeAll(descriptor, bytes)
    readAll(descriptor, header)
    const answer = new Uint8Array(header.readUInt32LE())
    readAll(descriptor, answer)
    return answer
  }
}

function readAll(descriptor: number, bytes: Uint8Array): void {
  for (let filled = 0; filled < bytes.byteLength;) {
    const read = patiently(() => readSync(descriptor, bytes, filled, bytes.byteLength - filled, null))
    if (read === 0) throw new Error('the coordinating program is gone')
    filled += read
  }
}
