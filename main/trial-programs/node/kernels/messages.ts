import { crc32 } from 'node:zlib'
import type { TaskContext } from './task.ts'

const pattern = Buffer.from(Array.from({ length: 1024 }, (_, i) => (i * 7) % 256))

let message = Buffer.alloc(0)

/** The message is made once for all tasks of a worker, so that only sending it is timed. */
function messageOf(kibibytes: number): Buffer {
  const length = kibibytes * pattern.length
  if (message.length !== length) message = Buffer.allocUnsafeSlow(length).fill(pattern)
  return message
}

/**
 * Sends a message of `size` KiB to the coordinating program and takes it back, as messages.py does; in `serial` it is
 * just handed over. The result is the CRC-32 of what came back.
 */
export function run(task: number, { size, exchange, tick }: TaskContext): number {
  const answer = exchange(messageOf(size))
  tick()
  const checksum = crc32(answer)
  tick()
  return checksum + task
}
