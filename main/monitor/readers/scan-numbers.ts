const newline = 10
const space = 32
const minus = 45
const zero = 48
const bracket = 41

/**
 * Reads the whole numbers of one line of ASCII text, without making strings of it.
 * @param into is filled from its start
 * @returns how many there were, at most as many as `into` holds
 */
export function scanNumbers(bytes: Uint8Array, start: number, end: number, into: Float64Array): number {
  let count = 0
  let at = start
  while (at < end && count < into.length) {
    const byte = bytes[at] ?? newline
    if (byte === newline) break
    if (byte === space) {
      at++
      continue
    }
    const isNegative = byte === minus
    if (isNegative) at++
    const first = at
    let value = 0
    for (; at < end; at++) {
      const digit = (bytes[at] ?? 0) - zero
      if (digit < 0 || digit > 9) break
      value = value * 10 + digit
    }
    // anything else than a number is passed over
    if (at === first) at++
    else into[count++] = isNegative ? -value : value
  }
  return count
}

/** @returns where the next line starts, or `end` */
export function nextLine(bytes: Uint8Array, start: number, end: number): number {
  const found = bytes.indexOf(newline, start)
  return found === -1 || found >= end ? end : found + 1
}

/**
 * @returns where the numbers of a `stat` file start: behind the name, which may hold spaces and brackets, and the state
 */
export function behindName(bytes: Uint8Array, end: number): number {
  return bytes.subarray(0, end).lastIndexOf(bracket) + 4
}
