import { chromium, type Browser, type Page } from '@playwright/test'
import { findChromium } from '../../scripts/find-chromium.mjs'

/** The note of a row that needs a browser and has none. */
export const chromiumMissing =
  'there is no Chromium to open the window in: install it (Debian: apt-get install chromium), or name one with LOCKSTEP_CHROMIUM'

/** The browser of the window's tests. @returns null where there is none */
export async function startChromium(signal: AbortSignal): Promise<Browser | null> {
  const executablePath = findChromium()
  if (executablePath === null) return null
  // Chromium refuses its sandbox to root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const browser = await chromium.launch({ executablePath, args })
  signal.addEventListener('abort', () => void browser.close(), { once: true })
  return browser
}

/** One collection finds what is unreachable, and the next one takes it away. */
const collections = 3

export const viewport = { width: 1280, height: 800 }

/** The heap of the page's JavaScript, once everything that nobody holds is gone. */
export async function heapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  const sizes: number[] = []
  for (let times = 0; times < collections; times++) {
    await session.send('HeapProfiler.collectGarbage')
    sizes.push((await session.send('Runtime.getHeapUsage')).usedSize)
  }
  await session.detach()
  return Math.min(...sizes)
}
