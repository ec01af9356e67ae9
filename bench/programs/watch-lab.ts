/**
 * Node loads this before a lab (--import), where it watches how late the event loop is, and how much memory the lab
 * holds. To each message it answers with what it saw since the one before. Node needs --expose-gc.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

export interface WatchedAnswer {
  /** How late a timer was; a hundredth of them was later than `p99Ms`. */
  readonly p99Ms: number
  readonly mostMs: number
  /** What is left once everything that nobody holds is gone. */
  readonly heapBytes: number
  readonly rssBytes: number
}

/** The delays that Node tells are the times between two looks, so that this is taken off them. */
const lookEveryMs = 20

// threads of the lab load it as well
if (isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: lookEveryMs })
  const lateMs = (ns: number): number => Math.max(0, ns / 1e6 - lookEveryMs)
  process.on('message', () => {
    const late = { p99Ms: lateMs(delay.percentile(99)), mostMs: lateMs(delay.max) }
    // the collection is no work of the lab's: delays are counted from behind it
    delay.disable()
    globalThis.gc?.()
    const { heapUsed, rss } = process.memoryUsage()
    const answer: WatchedAnswer = { ...late, heapBytes: heapUsed, rssBytes: rss }
    process.send?.(answer)
    delay.reset()
    delay.enable()
  })
}
