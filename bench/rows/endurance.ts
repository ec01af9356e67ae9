import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import type { BenchRow } from '../core/bench-row.ts'
import type { Bench, BenchSurroundings } from '../core/bench.ts'
import { rowOfGrowth, type HeldAt } from '../core/growth.ts'
import { rowNotMeasured, rowOfBound } from '../core/rows-of.ts'
import { chromiumMissing, heapBytes, startChromium, viewport } from '../machine/chromium.ts'
import { startWatchedLab } from '../machine/watched-lab.ts'
import type { WatchedAnswer } from '../programs/watch-lab.ts'

/** The lab may be this late for a click, or for the end of a trial. */
const mostLateMs = 50
/** With the usual budget a part lasts a minute. */
const parts = 10
/** By then both have all samples that they keep, which are 2,400 however long a run is. */
const fullFromPart = 5
const mostGrowth = 1.1
/** For the search for interpreters, and the calibration. */
const patienceMs = 120_000

/** It has more rounds than fit, and short laps: what the lab itself does comes as often as it can. */
const experiment = `
lockstep: 1
title: Endurance
workload: { kernel: primes, size: 500, tasks: 64 }
series: [node/threads, node/processes]
workers: [1, 2]
warmup: 0
laps: 2
rounds: { min: 5, max: 1000 }
precision: 0.1%
budget: 24h
`

/** A real run of ten minutes with a window that shows it: the memory of both, and how late the lab's event loop is. */
export const endurance: Bench = {
  name: 'endurance',
  budgetMs: 600_000,
  built: true,
  async run(surroundings) {
    const browser = await startChromium(surroundings.signal)
    if (browser === null)
      return [rowNotMeasured({ name: 'endurance', unit: 'ms', target: { low: null, high: 1 }, note: chromiumMissing })]
    try {
      return rowsOf(await measure(await browser.newPage({ viewport }), surroundings))
    } finally {
      await browser.close()
    }
  },
}

/** What was seen at the end of a part. */
interface Seen extends WatchedAnswer {
  readonly atMs: number
  readonly windowBytes: number
}

async function measure(page: Page, surroundings: BenchSurroundings): Promise<readonly Seen[]> {
  const { budgetMs, folder, signal, progress } = surroundings
  const file = join(folder, 'endurance.yaml')
  writeFileSync(file, experiment)
  const lab = await startWatchedLab(join(folder, 'home'), signal)
  try {
    await page.goto(lab.url)
    await beginRun(page, file)
    await lab.look()
    const startedMs = performance.now()
    const seen: Seen[] = []
    for (let part = 1; part <= parts; part++) {
      progress(`part ${part} of ${parts}`, (part - 1) / parts)
      const endsMs = startedMs + (part * budgetMs) / parts
      await sleep(Math.max(0, endsMs - performance.now()), undefined, { signal })
      const answer = await lab.look()
      seen.push({ ...answer, atMs: performance.now() - startedMs, windowBytes: await heapBytes(page) })
      if (!(await page.getByRole('button', { name: 'Cancel' }).isVisible()))
        throw new Error(`the run has ended within part ${part}`)
    }
    return seen
  } finally {
    await lab.close()
  }
}

/** Opens the experiment and runs it as a person would. Settles when its first trials are measured. */
async function beginRun(page: Page, file: string): Promise<void> {
  await page.getByRole('button', { name: 'Open…' }).first().click()
  await page.getByLabel('Path on the computer that runs Lockstep').fill(file)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await page.getByRole('button', { name: /^Run ·/ }).click()
  await page.getByText(/[2-9] of .* trials/).waitFor({ timeout: patienceMs })
}

function rowsOf(seen: readonly Seen[]): readonly BenchRow[] {
  const mostMs = Math.max(...seen.map((one) => one.mostMs))
  const held = (bytesOf: (one: Seen) => number): readonly HeldAt[] =>
    seen.map((one) => ({ atMs: one.atMs, bytes: bytesOf(one) }))
  const [rss, heap] = [held(({ rssBytes }) => rssBytes), held(({ heapBytes: bytes }) => bytes)]
  const window = held(({ windowBytes }) => windowBytes)
  const growth = { target: { low: null, high: mostGrowth }, of: `end ÷ part ${fullFromPart}` }
  return [
    rowOfBound(
      {
        name: 'endurance, event loop',
        unit: 'ms',
        bound: mostLateMs,
        target: { low: null, high: 1 },
        note: `p99 of how late it is in the lab, over ${parts} parts of the run; the latest was ${mostMs.toFixed(0)} ms`,
      },
      seen.map(({ p99Ms }) => p99Ms),
    ),
    rowOfGrowth(
      {
        ...growth,
        name: 'endurance, lab',
        note: `resident memory: ${atTimes(rss)}; JS heap in it: ${atTimes(heap)}`,
      },
      whenFull(rss),
    ),
    rowOfGrowth({ ...growth, name: 'endurance, window', note: `JS heap: ${atTimes(window)}` }, whenFull(window)),
  ]
}

function whenFull(held: readonly HeldAt[]): readonly HeldAt[] {
  return held.slice(fullFromPart - 1)
}

/** "48 MB after 1.0 min, 49 MB after 5.0 min, 49 MB after 10.0 min" */
function atTimes(held: readonly HeldAt[]): string {
  const shown = [held[0], held[Math.ceil(held.length / 2) - 1], held.at(-1)].filter((one) => one !== undefined)
  return shown
    .map(({ atMs, bytes }) => `${(bytes / 1e6).toFixed(1)} MB after ${(atMs / 60_000).toFixed(1)} min`)
    .join(', ')
}
