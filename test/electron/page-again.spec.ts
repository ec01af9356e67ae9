import { expect } from '@playwright/test'
import type * as Electron from 'electron'
import { callLab } from './lab-page.ts'
import { test } from './opened-app.ts'

/** Answers the offer, and keeps its words. */
function answerWith({ dialog }: typeof Electron, response: number): void {
  const asked: string[] = []
  Object.assign(globalThis, { asked })
  dialog.showMessageBox = (...args: unknown[]) => {
    asked.push((args[1] as { message: string }).message)
    return Promise.resolve({ response, checkboxChecked: false })
  }
}

function asked(): string[] {
  return (globalThis as unknown as { asked: string[] }).asked
}

function crash({ BrowserWindow }: typeof Electron): void {
  BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()
}

function hang({ BrowserWindow }: typeof Electron): void {
  BrowserWindow.getAllWindows()[0]?.emit('unresponsive')
}

test('a page that has crashed is offered again, shows the run, and the run goes on to its end', async ({ app }) => {
  await app.evaluate(answerWith, 0)
  const started = await callLab(app.firstWindow, 'start', {
    experiment: { kind: 'catalog', id: 'cpu-bound' },
    overrides: { quick: true, series: ['node/serial', 'node/threads'], workers: ['1'] },
    trusted: [],
  })
  expect(started.kind).toBe('started')
  await app.evaluate(crash)
  await expect.poll(() => app.evaluate(asked)).toEqual([expect.stringContaining('The page of the window has ended')])
  await expect(app.firstWindow.locator('body')).toContainText('CPU-bound work', { timeout: 20_000 })
  await expect
    .poll(async () => (await callLab(app.firstWindow, 'sessions')).map(({ state }) => state), { timeout: 90_000 })
    .toEqual(['complete'])
})

test('a page that hangs is offered again', async ({ app }) => {
  await app.evaluate(answerWith, 0)
  await app.firstWindow.evaluate(() => {
    document.title = 'hangs'
  })
  await app.evaluate(hang)
  await expect(app.firstWindow).toHaveTitle('Lockstep', { timeout: 20_000 })
  expect((await app.evaluate(asked))[0]).toBe('The window does not answer.')
  expect(await callLab(app.firstWindow, 'describe')).toMatchObject({ shell: 'electron' })
})
