/** FNV-1a, 32 bits, over UTF-16 code units folded to bytes (http://www.isthe.com/chongo/tech/comp/fnv/). */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193)
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193)
  }
  return hash >>> 0
}

/** One task's share of the checksum: an unsigned 32-bit number. Shares are added, so the order of tasks is free. */
export function checksumOfTask(task: number, result: number | string): number {
  return fnv1a(`${task}:${result}`)
}

export function addChecksums(a: number, b: number): number {
  return (a + b) >>> 0
}

/** @returns eight hexadecimal digits */
export function formatChecksum(checksum: number): string {
  return checksum.toString(16).padStart(8, '0')
}
