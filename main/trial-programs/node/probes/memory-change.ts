import { setTimeout as delay } from 'node:timers/promises'
import { nowUs } from '../../../system/clock.ts'
import { CrewFailure } from '../crews/crew.ts'
import { memoryOf, type MemoryUse } from './private-memory.ts'
import type { ProbeReport } from './crew/probe.ts'

/** What a looping worker holds. */
export const holdBytes = 64 * 1024 * 1024
/** As long as it is waited for, before what is left is looked at. */
export const giveUpMs = 2000
const lookEveryMs = 20
/** Of what a worker holds, at least this is to be seen in what it added. */
const seenShare = 0.75
/** Of what was added: with less left there is nothing to wait for. */
const asGoodAsBack = 0.05

/** Bytes; the private ones with what of them is swapped out, which is held as well. */
type Change = Readonly<Record<'memory' | 'rss', number>>

/** What a worker added to the memory in use, and what of that is left after its end. */
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

  /** @param pids the processes whose memory counts */
  static async begin(report: ProbeReport, pids: () => readonly number[]): Promise<MemoryChange> {
    return new MemoryChange(report, pids, await memoryOf(pids()))
  }

  /** The worker holds its memory. */
  async tellAdded(): Promise<void> {
    this.#added = await this.#since()
    const { memory } = this.#added
    if (memory < seenShare * holdBytes) {
      const message = `a worker holds ${holdBytes} bytes, but what is in use grew by ${memory}: this cannot be measured here`
      throw new CrewFailure({ type: 'failed', outcome: 'crashed', message })
    }
    this.#tell('added', this.#added)
    this.#report.fact('memory-measure', this.#before.measure)
  }

  /** Memory comes back some milliseconds after an end: waits for it, but not for longer than one gives up on it. */
  async tellLeftAfterEnd(): Promise<void> {
    const untilUs = nowUs() + giveUpMs * 1e3
    let left = await this.#since()
    while (nowUs() < untilUs && !this.#isBack(left)) {
      await delay(lookEveryMs)
      left = await this.#since()
    }
    this.#tell('left', left)
  }

  async #since(): Promise<Change> {
    const now = await memoryOf(this.#pids())
    const held = ({ bytes, swappedBytes }: MemoryUse): number => bytes + (swappedBytes ?? 0)
    return { memory: held(now) - held(this.#before), rss: now.rssBytes - this.#before.rssBytes }
  }

  #isBack({ memory, rss }: Change): boolean {
    return memory < asGoodAsBack * this.#added.memory && rss < asGoodAsBack * this.#added.rss
  }

  /** What decides, and the resident memory beside it where that is another measure. */
  #tell(name: string, { memory, rss }: Change): void {
    this.#report.fact(`memory-${name}`, memory, 'bytes')
    if (this.#before.measure !== 'rss') this.#report.fact(`rss-${name}`, rss, 'bytes')
  }
}
