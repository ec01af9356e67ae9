import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { startBrowserLab } from '../../testbed/browser-lab.ts'
import type { Bench, BenchSurroundings } from '../core/bench.ts'
import { rowNotMeasured, rowOfBound, rowOfPairs } from '../core/rows-of.ts'
import { TimeBox } from '../core/time-box.ts'
import { chromiumMissing, heapBytes, startChromium, viewport } from '../machine/chromium.ts'
import { writeLongSession } from '../../testbed/sessions/long-session.ts'

const [many, few] = [1_000_000, 100_000]
const [mostMs, mostMB] = [2000, 400]
const bytesPerMB = 1e6

/** One opening of a session in a window: from the click until it is drawn. */
interface Opened {
  readonly tookMs: number
  /** The most that the lab's process ever held. */
  readonly labMB: number
  /** The JavaScript heap of the page, when all is drawn. */
  readonly pageMB: number
}

/** A session of a million records, opened in the window of a lab that has just started, and drawn. */
export const records: Bench = {
  name: 'records',
  budgetMs: 75_000,
  built: true,
  async run(surroundings) {
    const target = { low: null, high: 1 }
    const browser = await startChromium(surroundings.signal)
    if (browser === null) return [rowNotMeasured({ name: 'records', unit: 'ms', target, note: chromiumMissing })]
    try {
      const { large, small } = await measure(browser, surroundings)
      const tenfold = large.map(({ tookMs }, round) => ({ ours: tookMs, peer: 10 * (small[round]?.tookMs ?? 0) }))
      const MB = (of: (opened: Opened) => number): readonly number[] => large.map(of)
      return [
        rowOfPairs(
          {
            name: 'records, linear',
            unit: 'ms',
            target: { low: null, high: 1.1 },
            note: `a million records against ten times a hundred thousand`,
          },
          tenfold,
        ),
        rowOfBound(
          { name: 'records, time', unit: 'ms', bound: mostMs, target, note: 'from the click until it is drawn' },
          large.map(({ tookMs }) => tookMs),
        ),
        rowOfBound(
          { name: 'records, lab', unit: 'MB', bound: mostMB, target, note: 'peak RSS' },
          MB((one) => one.labMB),
        ),
        rowOfBound(
          { name: 'records, page', unit: 'MB', bound: mostMB, target, note: 'JS heap' },
          MB((one) => one.pageMB),
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
): Promise<{ readonly large: readonly Opened[]; readonly small: readonly Opened[] }> {
  const box = new TimeBox(budgetMs, 1, () => performance.now())
  progress('writing the sessions', 0)
  const homes = { large: join(folder, 'large'), small: join(folder, 'small') }
  for (const home of Object.values(homes)) mkdirSync(join(home, 'sessions'), { recursive: true })
  await writeLongSession(join(homes.large, 'sessions', 'long.lockstep'), many)
  await writeLongSession(join(homes.small, 'sessions', 'long.lockstep'), few)
  const opened: { readonly large: Opened[]; readonly small: Opened[] } = { large: [], small: [] }
  while (box.next()) {
    signal.throwIfAborted()
    progress(`opening, round ${box.rounds}`, box.used)
    opened.small.push(await openOnce(browser, homes.small))
    opened.large.push(await openOnce(browser, homes.large))
  }
  return opened
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

/** The page itself takes the time, so that no message between here and there is in it. */
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
