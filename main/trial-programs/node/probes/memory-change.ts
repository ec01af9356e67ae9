import { setTimeout as delay } from 'node:timers/promises'
import { nowUs } from '../../../system/clock.ts'
import { CrewFailure } from '../crews/crew.ts'
import { memoryOf, type MemoryUse } from './private-memory.ts'
import type { ProbeReport } from './crew/probe.ts'

/** The memory that a looping worker holds. */
export const holdBytes = 64 * 1024 * 1024
/** The time to wait for memory to be returned. */
export const giveUpMs = 2000
const lookEveryMs = 20
/** At least this share of what a worker holds must be visible in what it added. */
const seenShare = 0.75
/** If less than this share of what was added is left, there is nothing to wait for. */
const asGoodAsBack = 0.05

/** In bytes; `memory` includes what was swapped out, which is held too. */
type Change = Readonly<Record<'memory' | 'rss', number>>

/** Measures how much memory a worker adds, and how much of that is left after its end. */
export class MemoryChange {
  readonly #pids: () => readonly number[]
  readonly #report: ProbeReport
  readonly #before: MemoryUse
  #added: Change = { memory: 0, rss: 0 }

  private constructor(report: ProbeReport, pids: () => readonly number[], before: MemoryUse) {
    this.#report = report
    this.#pids = pids
    this.#before = before
  }

  /** @param pids returns the processes whose memory counts */
  static async begin(report: ProbeReport, pids: () => readonly number[]): Promise<MemoryChange> {
    return new MemoryChange(report, pids, await memoryOf(pids()))
  }

  /** Is called when the worker holds its memory. */
  async reportAdded(): Promise<void> {
    this.#added = await this.#since()
    const { memory } = this.#added
    if (memory < seenShare * holdBytes) {
      const message = `a worker holds ${holdBytes} bytes, but what is in use grew by ${memory}: this cannot be measured here`
      throw new CrewFailure({ type: 'failed', outcome: 'crashed', message })
    }
    this.#reportChange('added', this.#added)
    this.#report.fact('memory-measure', this.#before.measure)
  }

  /** Waits for the memory to be returned, which takes some milliseconds, but at most `giveUpMs`. */
  async reportLeftAfterEnd(): Promise<void> {
    const untilUs = nowUs() + giveUpMs * 1e3
    let left = await this.#since()
    while (nowUs() < untilUs && !this.#isBack(left)) {
      await delay(lookEveryMs)
      left = await this.#since()
    }
    this.#reportChange('left', left)
  }

  async #since(): Promise<Change> {
    const now = await memoryOf(this.#pids())
    const held = ({ bytes, swappedBytes }: MemoryUse): number => bytes + (swappedBytes ?? 0)
    return { memory: held(now) - held(this.#before), rss: now.rssBytes - this.#before.rssBytes }
  }

  #isBack({ memory, rss }: Change): boolean {
    return memory < asGoodAsBack * this.#added.memory && rss < asGoodAsBack * this.#added.rss
  }

  /** Reports the deciding measure, and the resident memory if that is another one. */
  #reportChange(name: string, { memory, rss }: Change): void {
    this.#report.fact(`memory-${name}`, memory, 'bytes')
    if (this.#before.measure !== 'rss') this.#report.fact(`rss-${name}`, rss, 'bytes')
  }
}
