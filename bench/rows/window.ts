import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser } from '@playwright/test'
import { quantile } from '../../experiments/core/numbers/statistics.ts'
import { serveBrowser } from '../../main/shells/browser/serve.ts'
import type { BenchRow } from '../core/bench-row.ts'
import type { Bench, BenchSurroundings } from '../core/bench.ts'
import { busyPerFrameMs, frameCategories } from '../core/frame-times.ts'
import { rowOfGrowth, type HeldAt } from '../core/growth.ts'
import { rowNotMeasured, rowOfBound } from '../core/rows-of.ts'
import { chromiumMissing, heapBytes, startChromium, viewport } from '../machine/chromium.ts'
import { fastFeed } from '../simulation/fast-feed.ts'
import { builtFolder } from '../../testbed/built-folder.ts'

const frameMs = 16.7
/** Samples come ten times as often as the ten a second of a run. */
const sendEveryMs = 10
/** Only parts of the time are traced: a trace of all of it would fill the memory that is measured. */
const [tracedMs, parts] = [2500, 10]
/** By then the window has all samples that it keeps, which are as many as it will have. */
const fullFromMs = 27_000
const restMs = 400

/** The main thread of the window while ten minutes of 64 cores stream in within one minute. */
export const window: Bench = {
  name: 'window',
  budgetMs: 60_000,
  built: true,
  async run(surroundings) {
    const target = { low: null, high: 1 }
    const browser = await startChromium(surroundings.signal)
    if (browser === null) return [rowNotMeasured({ name: 'window', unit: 'ms', target, note: chromiumMissing })]
    try {
      const { p95Ms, heap } = await measure(browser, surroundings)
      return [
        rowOfBound(
          {
            name: 'window, p95 of a frame',
            unit: 'ms',
            bound: frameMs,
            target,
            note: `busy time of the main thread, over ${parts} parts of ${tracedMs / 1000} s`,
          },
          p95Ms,
        ),
        memoryRow(heap),
      ]
    } finally {
      await browser.close()
    }
  },
}

/** How much more the window holds at the end than when it first had all samples that it keeps. */
function memoryRow(heap: readonly HeldAt[]): BenchRow {
  const full = heap.filter(({ atMs }) => atMs >= fullFromMs)
  const spanMs = (full.at(-1)?.atMs ?? 0) - (full[0]?.atMs ?? 0)
  return rowOfGrowth(
    {
      name: 'window, memory',
      of: 'JS heap at the end ÷ when it was full',
      target: { low: null, high: 1.1 },
      note: `the window keeps 2,400 samples; from when it has them, over ${(spanMs / 1000).toFixed(0)} s of the stream`,
    },
    full,
  )
}

interface Measured {
  /** One value for each part. */
  readonly p95Ms: readonly number[]
  readonly heap: readonly HeldAt[]
}

async function measure(browser: Browser, { budgetMs, signal, progress }: BenchSurroundings): Promise<Measured> {
  const feed = fastFeed()
  const shell = await serveBrowser({ lab: feed.lab, windowFolder: join(builtFolder(), 'renderer') })
  const page = await browser.newPage({ viewport })
  let stop = (): void => undefined
  try {
    await page.goto(shell.issueLink())
    await page.getByRole('region', { name: 'Cores' }).waitFor()
    const stream = (): (() => void) =>
      every(sendEveryMs, () => {
        feed.send()
      })
    stop = stream()
    const startedMs = performance.now()
    const p95Ms: number[] = []
    const heap: HeldAt[] = []
    for (let part = 1; part <= parts; part++) {
      progress(`part ${part} of ${parts}`, (part - 1) / parts)
      const beginsMs = startedMs + (part * budgetMs) / parts - tracedMs
      await sleep(Math.max(0, beginsMs - performance.now()), undefined, { signal })
      await browser.startTracing(page, { categories: frameCategories })
      await sleep(tracedMs, undefined, { signal })
      const trace = await browser.stopTracing()
      const busyMs = busyPerFrameMs(JSON.parse(trace.toString('utf8')))
      if (busyMs.length === 0) throw new Error('the trace of the window holds no frame')
      p95Ms.push(quantile(busyMs, 0.95))
      // what is on its way is no part of what the window holds: the stream rests while that is weighed
      stop()
      await sleep(restMs, undefined, { signal })
      heap.push({ atMs: performance.now() - startedMs, bytes: await heapBytes(page) })
      stop = stream()
    }
    return { p95Ms, heap }
  } finally {
    stop()
    await page.close()
    await shell.close()
  }
}

/** Acts as often as the interval says on the whole, also if timers come late. */
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
