import type { Page } from '@playwright/test'

/** Collects what the browser blocks or fails to load from now on, the Content-Security-Policy's reports among it. */
export function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return complaints
}
