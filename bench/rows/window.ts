import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser } from '@playwright/test'
import { quantile } from '../../experiments/core/statistics.ts'
import { serveBrowser } from '../../main/shells/browser/serve.ts'
import type { Bench, BenchSurroundings } from '../core/bench.ts'
import { busyPerFrameMs, frameCategories } from '../core/frame-times.ts'
import { rowNotMeasured, rowOfBound, rowOfPairs, type Pair } from '../core/rows-of.ts'
import { chromiumMissing, heapBytes, startChromium, viewport } from '../machine/chromium.ts'
import { fastFeed } from '../simulation/fast-feed.ts'

const frameMs = 16.7
/** Ten times as often as ten a second. */
const sendEveryMs = 10
/** Within the whole time, parts of it are traced: a trace of all would fill the memory that is measured. */
const [tracedMs, parts] = [4000, 6]
const warmUpShare = 0.1

/** The main thread of the window while ten minutes of 64 cores stream in within one minute. */
export const window: Bench = {
  name: 'window',
  budgetMs: 70_000,
  built: true,
  async run(surroundings) {
    const target = { low: null, high: 1 }
    const browser = await startChromium(surroundings.signal)
    if (browser === null) return [rowNotMeasured({ name: 'window', unit: 'ms', target, note: chromiumMissing })]
    try {
      const { p95Ms, heapMB } = await measure(browser, surroundings)
      return [
        rowOfBound(
          {
            name: 'window, p95 of a frame',
            unit: 'ms',
            bound: frameMs,
            target,
            note: `busy time of the main thread, over ${String(parts)} parts of ${String(tracedMs / 1000)} s`,
          },
          p95Ms,
        ),
        rowOfPairs(
          {
            name: 'window, memory',
            unit: 'MB',
            target: { low: null, high: 1.1 },
            note: 'JS heap in the second half of the time against that in the first',
          },
          halves(heapMB),
        ),
      ]
    } finally {
      await browser.close()
    }
  },
}

function halves(values: readonly number[]): readonly Pair[] {
  const half = Math.floor(values.length / 2)
  return values.slice(0, half).map((peer, index) => ({ ours: values[index + half] ?? Number.NaN, peer }))
}

interface Measured {
  /** Of each part, and the heap after it. */
  readonly p95Ms: readonly number[]
  readonly heapMB: readonly number[]
}

async function measure(browser: Browser, { root, budgetMs, signal, progress }: BenchSurroundings): Promise<Measured> {
  const feed = fastFeed()
  const shell = await serveBrowser({ lab: feed.lab, windowFolder: join(root, 'out', 'renderer') })
  const page = await browser.newPage({ viewport })
  let stop = (): void => undefined
  try {
    await page.goto(shell.url)
    await page.getByRole('region', { name: 'Cores' }).waitFor()
    stop = every(sendEveryMs, () => {
      feed.send()
    })
    await sleep(budgetMs * warmUpShare, undefined, { signal })
    const pauseMs = Math.max(0, (budgetMs * (1 - warmUpShare)) / parts - tracedMs)
    const [p95Ms, heapMB]: [number[], number[]] = [[], []]
    for (let part = 1; part <= parts; part++) {
      progress(`part ${String(part)} of ${String(parts)}`, part / (parts + 1))
      await sleep(pauseMs, undefined, { signal })
      await browser.startTracing(page, { categories: frameCategories })
      await sleep(tracedMs, undefined, { signal })
      const trace = await browser.stopTracing()
      const busyMs = busyPerFrameMs(JSON.parse(trace.toString('utf8')))
      if (busyMs.length === 0) throw new Error('the trace of the window holds no frame')
      p95Ms.push(quantile(busyMs, 0.95))
      heapMB.push((await heapBytes(page)) / 1e6)
    }
    return { p95Ms, heapMB }
  } finally {
    stop()
    await page.close()
    await shell.close()
  }
}

/** As often as it says on the whole, also where timers come late. */
function every(intervalMs: number, act: () => void): () => void {
  const startedMs = performance.now()
  let done = 0
  const timer = setInterval(() => {
    for (const due = (performance.now() - startedMs) / intervalMs; done < due; done++) act()
  }, intervalMs)
  return () => {
    clearInterval(timer)
  }
}
