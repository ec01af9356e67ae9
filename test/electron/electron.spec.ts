import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import type { SessionRecord } from '../../experiments/core/session/session.ts'
import { callLab, collectEvents } from './lab-page.ts'
import { test } from './opened-app.ts'
import { builtFolder } from '../../testbed/built-folder.ts'

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

test('what is not in the contract is answered by an error, or not at all', async ({ looked: { app } }) => {
  const answers = await app.firstWindow.evaluate(async () => {
    const heard: string[] = []
    window.lockstep?.listen((message) => {
      if (/"i":"(unknown|known)"/.test(message)) heard.push(message)
    })
    for (const message of ['{"t":"q","i":"unknown","m":"quit","a":[]}', '{"t":"s","i":"unknown","r":0}', 'hello', ''])
      window.lockstep?.post(message)
    window.lockstep?.post('{"t":"q","i":"known","m":"sessions","a":[]}')
    while (!heard.some((message) => message.includes('"known"')))
      await new Promise((resolve) => setTimeout(resolve, 20))
    return heard
  })
  expect(answers).toEqual([expect.stringContaining('the lab has no function \\"quit\\"'), expect.any(String)])
})

test('a run streams its records to the page', async ({ app }) => {
  const page = app.firstWindow
  const events = await collectEvents(page)
  const started = await callLab(page, 'start', {
    experiment: { kind: 'catalog', id: 'cpu-bound' },
    overrides: { quick: true, series: ['node/serial', 'node/threads'], workers: ['1'] },
    trusted: [],
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
  const preload = join(builtFolder(), 'preload', 'index.cjs')
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

test('the page gets no permission, and no webview is attached', async ({ looked: { app } }) => {
  const states = await app.firstWindow.evaluate(() =>
    Promise.all(
      (['geolocation', 'notifications', 'camera', 'microphone'] as const).map(
        async (name) => (await navigator.permissions.query({ name })).state,
      ),
    ),
  )
  expect(states).toEqual(['denied', 'denied', 'denied', 'denied'])
  const refused = await app.evaluate(({ BrowserWindow }) => {
    let prevented = false
    const event = { preventDefault: () => (prevented = true) }
    BrowserWindow.getAllWindows()[0]?.webContents.emit('will-attach-webview', event, {}, {})
    return prevented
  })
  expect(refused).toBe(true)
})
