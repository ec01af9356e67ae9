import type { WarningRecord } from '../../../experiments/core/session/session.ts'
import { counted } from '../../../experiments/core/text/format-number.ts'

const named = 3

/** The lines of a part of a session's file that hold no record. What they held is lost, and no more than that. */
export class DamagedLines {
  readonly #lines: { readonly line: number; readonly why: string }[] = []

  /** @param isLast a crash cuts off the last line, which is no damage */
  add(line: number, why: string, isLast: boolean): void {
    if (!isLast) this.#lines.push({ line, why })
  }

  /** Names the lines; null if none is damaged. */
  get warning(): WarningRecord | null {
    if (this.#lines.length === 0) return null
    const first = this.#lines.slice(0, named).map(({ line, why }) => `line ${line} ${why}`)
    const last = this.#lines.at(-1)
    const more = this.#lines.length - first.length
    const rest = more > 0 && last !== undefined ? `; and ${counted(more, 'line')} more, up to line ${last.line}` : ''
    const message = `Damaged: ${counted(this.#lines.length, 'line')} of the session's file cannot be read, and what was in them is missing here: ${first.join('; ')}${rest}.`
    return { record: 'warning', atMs: 0, kind: 'damaged', message }
  }
}
