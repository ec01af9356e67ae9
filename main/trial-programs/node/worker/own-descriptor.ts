import { writeAll } from './write-all.ts'

// taken before a person's module is loaded, which may replace it
const { fstatSync } = process.getBuiltinModule('node:fs')

/**
 * A descriptor that the lab gave this program to speak through. A workload may close descriptors that it did not open, as
 * programs do that go into the background, and its next file then has this one's number.
 */
export class OwnDescriptor {
  readonly #descriptor: number
  readonly #file: string | null

  constructor(descriptor: number) {
    this.#descriptor = descriptor
    this.#file = fileAt(descriptor)
  }

  /** @returns whether it is still the lab's: nothing is written into another file */
  write(...parts: readonly Uint8Array[]): boolean {
    if (this.#file === null || fileAt(this.#descriptor) !== this.#file) return false
    for (const bytes of parts) writeAll(this.#descriptor, bytes)
    return true
  }
}

export function closedByProgram(descriptor: number): string {
  return `the program closed the lab’s channel, descriptor ${descriptor}, so that nothing can be measured: let it close only what it opened`
}

/** @returns which file it is; null if it is closed */
function fileAt(descriptor: number): string | null {
  try {
    const { dev, ino } = fstatSync(descriptor, { bigint: true })
    return `${dev} ${ino}`
  } catch {
    return null
  }
}
