import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import type * as Electron from 'electron'
import type { SampleRecord } from '../../experiments/core/session/sample.ts'
import type { DrivenApp } from './driven-app.ts'
import { callLab, collectEvents } from './lab-page.ts'
import { test } from './opened-app.ts'
import { isAlive } from './process-state.ts'

test("Open in the File menu opens what is chosen in the desktop's dialog", async ({ app, home }) => {
  const file = join(home, 'mine.yaml')
  await writeFile(file, 'lockstep: 1\ntitle: My own work\nworkload: { kernel: primes }\nseries: [node/serial]\n')
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, file)
  await chooseInFileMenu(app, 'Open a file…')
  await expect(app.firstWindow.getByRole('heading', { name: 'My own work' })).toBeVisible()
})

test('Export in the File menu lists what the shown session has, and says where there is none', async ({ app }) => {
  const page = app.firstWindow
  await chooseInFileMenu(app, 'Export…')
  await expect(page.getByText(/There is nothing to export on this page/)).toBeVisible()
  await callLab(page, 'start', {
    experiment: { kind: 'catalog', id: 'cpu-bound' },
    overrides: { quick: true, rounds: 1, series: ['node/serial'], workers: ['1'] },
    trusted: [],
  })
  await expect(page.getByRole('button', { name: 'Export…' })).toBeVisible({ timeout: 60_000 })
  await chooseInFileMenu(app, 'Export…')
  await expect(page.getByRole('radio', { name: 'Results', exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

function chooseInFileMenu(app: DrivenApp, label: string): Promise<void> {
  return app.evaluate(({ Menu }, wanted) => {
    const file = Menu.getApplicationMenu()?.items.find((item) => item.label === '&File')
    const item = file?.submenu?.items.find((one) => one.label === wanted)
    if (item === undefined) throw new Error(`the File menu has no ${wanted}`)
    Reflect.apply(item.click, item, [])
  }, label)
}

test('closing the window ends the application', async ({ app }) => {
  await app.evaluate(({ BrowserWindow }) => {
    setImmediate(() => BrowserWindow.getAllWindows()[0]?.close())
  })
  expect(await app.exited()).toBe(0)
})

test('closing the window while a session runs asks first, and then ends its processes', async ({ app }) => {
  const events = await collectEvents(app.firstWindow)
  await callLab(app.firstWindow, 'start', {
    experiment: { kind: 'catalog', id: 'cpu-bound' },
    overrides: { rounds: 100 },
    trusted: [],
  })
  const measuringPids = async () =>
    (await events('sample'))
      .flatMap(([sample]) => (sample as SampleRecord).processes)
      .filter(({ role }) => role !== 'lab')
      .map(({ pid }) => pid)
  await expect.poll(measuringPids).not.toEqual([])

  await closeAnswering(app, 'Keep running')
  const samples = (await events('sample')).length
  await expect.poll(async () => (await events('sample')).length).toBeGreaterThan(samples)
  const pids = await measuringPids()
  // The application may be gone before it can say that it was asked.
  const closing = closeAnswering(app, 'Cancel the run and close').catch(() => undefined)
  expect(await app.exited()).toBe(0)
  await closing
  await expect.poll(() => pids.filter(isAlive)).toEqual([])
})

/** Closes the window, with a person who presses that button of the question; settles when it has been asked. */
function closeAnswering(app: DrivenApp, button: string): Promise<void> {
  return app.evaluate(({ BrowserWindow, dialog }, wanted) => {
    const asked = new Promise<void>((resolve) => {
      dialog.showMessageBox = (...parameters: unknown[]) => {
        const { buttons = [] } = parameters.at(-1) as Electron.MessageBoxOptions
        setImmediate(resolve)
        return Promise.resolve({ response: buttons.indexOf(wanted), checkboxChecked: false })
      }
    })
    BrowserWindow.getAllWindows()[0]?.close()
    return asked
  }, button)
}
