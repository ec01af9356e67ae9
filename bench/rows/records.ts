import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { startBrowserLab } from '../../testbed/browser-lab.ts'
import type { Bench, BenchSurroundings } from '../core/bench.ts'
import { rowNotMeasured, rowOfBound } from '../core/rows-of.ts'
import { TimeBox } from '../core/time-box.ts'
import { chromiumMissing, heapBytes, startChromium, viewport } from '../machine/chromium.ts'
import {
  longestToday,
  overAMillionRecords,
  writeLongSession,
  type SessionLength,
} from '../../testbed/sessions/long-session.ts'

const [mostMs, mostMB] = [2000, 400]
const bytesPerMB = 1e6

/** One opening of a session in a window: from the click until it is drawn. */
interface Opened {
  readonly tookMs: number
  /** The most that the lab's process ever held. */
  readonly labMB: number
  /** What the page holds when all is drawn. */
  readonly pageMB: number
}

/** The longest session that a run leaves today, opened in the window of a lab that has just started, and drawn. */
export const records: Bench = {
  name: 'records',
  budgetMs: 75_000,
  built: true,
  async run(surroundings) {
    const target = { low: null, high: 1 }
    const browser = await startChromium(surroundings.signal)
    if (browser === null) return [rowNotMeasured({ name: 'records', unit: 'ms', target, note: chromiumMissing })]
    try {
      const { longest, million } = await measure(browser, surroundings)
      const seconds = (million.tookMs / 1e3).toFixed(1)
      return [
        rowOfBound(
          {
            name: 'records, time',
            unit: 'ms',
            bound: mostMs,
            target,
            note: `from the click until it is drawn; over a million records: ${seconds} s, lab ${million.labMB.toFixed(0)} MB`,
          },
          longest.map(({ tookMs }) => tookMs),
        ),
        rowOfBound(
          { name: 'records, lab', unit: 'MB', bound: mostMB, target, note: 'peak RSS' },
          longest.map(({ labMB }) => labMB),
        ),
        rowOfBound(
          { name: 'records, page', unit: 'MB', bound: mostMB, target, note: 'JS heap' },
          longest.map(({ pageMB }) => pageMB),
        ),
      ]
    } finally {
      await browser.close()
    }
  },
}

async function measure(
  browser: Browser,
  { folder, budgetMs, signal, progress }: BenchSurroundings,
): Promise<{ readonly longest: readonly Opened[]; readonly million: Opened }> {
  const box = new TimeBox(budgetMs, 1, () => performance.now())
  progress('writing the sessions', 0)
  const million = await homeWith(join(folder, 'million'), overAMillionRecords)
  const longest = await homeWith(join(folder, 'longest'), longestToday)
  progress('opening over a million records', box.used)
  const openedMillion = await openOnce(browser, million)
  const opened: Opened[] = []
  while (box.next()) {
    signal.throwIfAborted()
    progress(`opening, round ${box.rounds}`, box.used)
    opened.push(await openOnce(browser, longest))
  }
  return { longest: opened, million: openedMillion }
}

/** @returns the data folder of a lab, which holds this session and no other */
async function homeWith(home: string, length: SessionLength): Promise<string> {
  mkdirSync(join(home, 'sessions'), { recursive: true })
  await writeLongSession(join(home, 'sessions', 'long.lockstep'), length)
  return home
}

async function openOnce(browser: Browser, home: string): Promise<Opened> {
  const lab = await startBrowserLab({ home })
  const page = await browser.newPage({ viewport })
  try {
    await page.goto(lab.url)
    const item = page.getByRole('navigation').getByRole('button', { name: 'A long session' })
    await item.waitFor()
    // the lab looks for other interpreters first: that is not what is measured
    await page.getByRole('contentinfo').getByText('looking for others').waitFor({ state: 'detached' })
    const tookMs = await untilDrawn(page)
    return { tookMs, labMB: peakRssBytes(lab.pid) / bytesPerMB, pageMB: (await heapBytes(page)) / bytesPerMB }
  } finally {
    await page.close()
    await lab.close()
  }
}

/** Measures in the page itself, so that no message between here and there is in the time. */
async function untilDrawn(page: Page): Promise<number> {
  return await page.evaluate(async () => {
    const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
    const items = [...document.querySelectorAll<HTMLButtonElement>('nav button')]
    const startedMs = performance.now()
    items.find(({ textContent }) => textContent.includes('A long session'))?.click()
    while (document.querySelector('[role="img"][aria-label^="Speedup over"] canvas') === null) await nextFrame()
    // the chart draws itself in a frame, which has ended when the next one but one begins
    await nextFrame()
    await nextFrame()
    return performance.now() - startedMs
  })
}

function peakRssBytes(pid: number): number {
  const match = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(match?.[1]) * 1024
}
