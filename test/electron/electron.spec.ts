import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect } from '@playwright/test'
import type * as Electron from 'electron'
import type { SampleRecord } from '../../experiments/core/sample.ts'
import type { SessionRecord } from '../../experiments/core/session.ts'
import { availableElectron, launchApp, type DrivenApp } from './driven-app.ts'
import { callLab, collectEvents } from './lab-page.ts'
import { isAlive } from './process-state.ts'

const root = join(import.meta.dirname, '..', '..')
const electron = availableElectron()

interface OpenedApp {
  readonly app: DrivenApp
  readonly home: string
}

const test = base.extend<{ home: string; app: DrivenApp }, { looked: OpenedApp }>({
  /** For tests that look and change nothing: one application for all of them. */
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
  const app = await launchApp(electron, { root, home })
  await expect.poll(() => app.evaluate(isShown)).toBe(true)
  await app.firstWindow.waitForLoadState()
  return app
}

function isShown({ BrowserWindow }: typeof Electron): boolean {
  return BrowserWindow.getAllWindows()[0]?.isVisible() ?? false
}

test.beforeAll(() => {
  if (electron.kind === 'electron') console.log(`These tests run on Electron: ${electron.binary}`)
  else console.log(`These tests run on the stand-in for Electron, in Chromium: ${electron.why}.`)
})

test('the window opens through app:// and is shown', async ({ looked: { app } }) => {
  await expect(app.firstWindow).toHaveTitle('Lockstep')
  await expect(app.firstWindow.locator('body')).toContainText('Lockstep')
  await expect
    .poll(() =>
      app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window) => [window.webContents.getURL(), window.isVisible()]),
      ),
    )
    .toEqual([['app://lockstep/', true]])
})

test("the page's policy forbids foreign and inline scripts", async ({ looked: { app } }) => {
  const evaluated = app.firstWindow.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.inlineRan = true'
    document.head.append(script)
    return 'inlineRan' in window
  })
  expect(await evaluated).toBe(false)
})

test('the page has the bridge, which can post and listen, and nothing else of Electron or Node', async ({
  looked: { app },
}) => {
  const seen = await app.firstWindow.evaluate(() => ({
    bridge: Object.fromEntries(Object.entries(window.lockstep ?? {}).map(([name, value]) => [name, typeof value])),
    reachable: ['require', 'module', 'process', 'Buffer', 'global', 'ipcRenderer', 'electron', 'standInSend'].filter(
      (name) => name in window,
    ),
  }))
  expect(seen).toEqual({ bridge: { post: 'function', listen: 'function' }, reachable: [] })
})

test('a call of the page reaches the lab and comes back', async ({ looked: { app, home } }) => {
  const description = await callLab(app.firstWindow, 'describe')
  expect(description).toMatchObject({ shell: 'electron', dialogs: true, home })
})

test('the bridge refuses what is not in the contract', async ({ looked: { app } }) => {
  for (const message of ['{"t":"q","i":"1","m":"quit","a":[]}', '{"t":"s","i":"1","r":0}', 'hello', '']) {
    const posted = app.firstWindow.evaluate((text) => {
      window.lockstep?.post(text)
    }, message)
    await expect(posted).rejects.toThrow('the lab has no such function')
  }
})

test('a run streams its records to the page', async ({ app }) => {
  const page = app.firstWindow
  const events = await collectEvents(page)
  const started = await callLab(page, 'start', {
    experiment: { kind: 'catalog', id: 'cpu-bound' },
    overrides: { quick: true, series: ['node/serial', 'node/threads'], workers: ['1'] },
    trusted: false,
  })
  expect(started.kind).toBe('started')
  const kinds = async () =>
    (await events('records')).flatMap(([, records]) => records as SessionRecord[]).map(({ record }) => record)
  await expect.poll(kinds, { timeout: 90_000 }).toContain('end')
  expect(await kinds()).toEqual(expect.arrayContaining(['header', 'trial', 'lap', 'sample']))
  expect((await events('progress')).length).toBeGreaterThan(0)
  expect((await callLab(page, 'sessions')).map(({ state }) => state)).toEqual(['complete'])
})

test("the file that was chosen in the desktop's dialog is opened", async ({ app, home }) => {
  const file = join(home, 'mine.yaml')
  await writeFile(file, 'lockstep: 1\ntitle: Mine\nworkload: { kernel: primes }\nseries: [node/serial]\n')
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, file)
  expect(await callLab(app.firstWindow, 'pickExperiment')).toMatchObject({
    kind: 'opened',
    ref: { kind: 'file', path: file },
    experiment: { title: 'Mine' },
  })
  await app.evaluate(({ dialog }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: true, filePaths: [] })
  })
  expect(await callLab(app.firstWindow, 'pickExperiment')).toBeNull()
})

test('a message from a window that is not ours is refused, and the refusal is logged', async ({ app }) => {
  const preload = join(root, 'out', 'preload', 'index.cjs')
  const foreign = await app.windowFrom(() =>
    app.evaluate(({ BrowserWindow }, path) => {
      const webPreferences = { preload: path, contextIsolation: true, sandbox: true, nodeIntegration: false }
      return new BrowserWindow({ width: 300, height: 200, webPreferences }).loadURL('data:text/html,<h1>foreign</h1>')
    }, preload),
  )
  await expect(foreign.locator('h1')).toHaveText('foreign')
  const heard = await collectEvents(app.firstWindow)
  await foreign.evaluate(() => window.lockstep?.post('{"t":"q","i":"foreign","m":"describe","a":[]}'))
  await expect.poll(app.output).toContain('refused a message from data:text/html')
  expect(await callLab(app.firstWindow, 'describe')).toMatchObject({ shell: 'electron' })
  expect(JSON.stringify(await heard('describe'))).toBe('[]')
})

test('the page cannot lead the window elsewhere', async ({ app }) => {
  await app.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = (url) => {
      opened.push(url)
      return Promise.resolve()
    }
  })
  await app.firstWindow.evaluate(() => {
    window.open('https://example.invalid/docs')
    window.open('file:///etc/passwd')
    window.location.href = 'https://example.invalid/elsewhere'
  })
  const opened = () => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)
  await expect.poll(opened).toEqual(['https://example.invalid/docs'])
  expect(
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((w) => w.webContents.getURL())),
  ).toEqual(['app://lockstep/'])
  expect(await callLab(app.firstWindow, 'describe')).toMatchObject({ shell: 'electron' })
})

test("Open in the File menu opens what is chosen in the desktop's dialog", async ({ app, home }) => {
  const file = join(home, 'mine.yaml')
  await writeFile(file, 'lockstep: 1\ntitle: My own work\nworkload: { kernel: primes }\nseries: [node/serial]\n')
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, file)
  await chooseInFileMenu(app, 'Open an experiment…')
  await expect(app.firstWindow.getByRole('heading', { name: 'My own work' })).toBeVisible()
})

test('Export in the File menu lists the formats of the shown session, and says where there is none', async ({
  app,
}) => {
  const page = app.firstWindow
  await chooseInFileMenu(app, 'Export…')
  await expect(page.getByText(/There is nothing to export on this page/)).toBeVisible()
  await callLab(page, 'start', {
    experiment: { kind: 'catalog', id: 'cpu-bound' },
    overrides: { quick: true, rounds: 1, series: ['node/serial'], workers: ['1'] },
    trusted: false,
  })
  await expect(page.getByRole('button', { name: 'Export…' })).toBeVisible({ timeout: 60_000 })
  await chooseInFileMenu(app, 'Export…')
  await expect(page.getByRole('menuitem', { name: /Results\s*CSV/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menuitem')).toHaveCount(0)
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
    trusted: false,
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
