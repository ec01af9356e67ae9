import { chromium, type BrowserContext } from '@playwright/test'

/** Names where the Chromium listens that the test has started, and in which it looks at the same pages. */
export const chromiumVariable = 'STAND_IN_CHROMIUM'

let context: BrowserContext | null = null

export async function connectToChromium(): Promise<void> {
  const browser = await chromium.connectOverCDP(process.env[chromiumVariable] ?? '')
  context = browser.contexts()[0] ?? null
}

export function chromiumContext(): BrowserContext {
  if (context === null) throw new Error('Cannot create BrowserWindow before app is ready')
  return context
}
