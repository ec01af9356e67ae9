import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect } from '@playwright/test'
import type * as Electron from 'electron'
import { availableElectron, launchApp, type DrivenApp } from './driven-app.ts'

const electron = availableElectron()

interface OpenedApp {
  readonly app: DrivenApp
  readonly home: string
}

export const test = base.extend<{ home: string; app: DrivenApp }, { kindSaid: undefined; looked: OpenedApp }>({
  /** Names which of the two was opened, so that a report is not taken for one on Electron. */
  kindSaid: [
    async ({ browserName: _ }, use) => {
      if (electron.kind === 'electron') console.log(`These tests run on Electron: ${electron.binary}`)
      else console.log(`These tests run on the stand-in for Electron, in Chromium: ${electron.why}.`)
      await use(undefined)
    },
    { scope: 'worker', auto: true },
  ],
  /** One application for all tests that look and change nothing. */
  looked: [
    async ({ browserName: _ }, use) => {
      const home = await temporaryHome()
      const app = await open(home)
      await use({ app, home })
      await app.kill()
      await rm(home, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],
  home: async ({ browserName: _ }, use) => {
    const home = await temporaryHome()
    await use(home)
    await rm(home, { recursive: true, force: true })
  },
  app: async ({ home }, use, info) => {
    const app = await open(home)
    await use(app)
    if (info.status !== info.expectedStatus) await info.attach('main process', { body: app.output() })
    await app.kill()
  },
})

function temporaryHome(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'lockstep-home-'))
}

async function open(home: string): Promise<DrivenApp> {
  const app = await launchApp(electron, { home })
  await expect.poll(() => app.evaluate(isShown)).toBe(true)
  await app.firstWindow.waitForLoadState()
  return app
}

function isShown({ BrowserWindow }: typeof Electron): boolean {
  return BrowserWindow.getAllWindows()[0]?.isVisible() ?? false
}
