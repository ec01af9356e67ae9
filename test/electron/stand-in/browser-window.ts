import { EventEmitter } from 'node:events'
import type { CDPSession, Page, Route } from '@playwright/test'
import { app, windowGone, windows, type QuittingWindow } from './app.ts'
import { emitCancelable } from './cancelable-event.ts'
import { chromiumContext } from './chromium.ts'
import { ipcMain } from './ipc-main.ts'
import { addPreload, type PreloadWorld } from './preload-world.ts'
import { answerFromHandler, disguised, undisguised } from './protocol.ts'

interface WindowOptions {
  readonly width: number
  readonly height: number
  readonly x?: number
  readonly y?: number
  readonly webPreferences: {
    readonly preload: string
    readonly contextIsolation: boolean
    readonly sandbox: boolean
    readonly nodeIntegration: boolean
  }
}

type OpenHandler = (details: { readonly url: string }) => { readonly action: 'allow' | 'deny' }

class WebContents extends EventEmitter {
  readonly session = {
    setPermissionRequestHandler: () => undefined,
    setPermissionCheckHandler: (handler: () => boolean) => {
      this.mayAsk = handler
    },
  }
  mayAsk: () => boolean = () => true
  readonly mainFrame: { readonly url: string; readonly parent: null }
  openHandler: OpenHandler = () => ({ action: 'allow' })
  world: PreloadWorld | null = null
  page: Page | null = null

  constructor() {
    super()
    const getUrl = () => this.getURL()
    this.mainFrame = {
      get url() {
        return getUrl()
      },
      parent: null,
    }
  }

  getURL(): string {
    return undisguised(this.page?.url() ?? '')
  }

  isDestroyed(): boolean {
    return this.page?.isClosed() ?? false
  }

  send(channel: string, ...args: readonly unknown[]): void {
    this.world?.send(channel, args)
  }

  /** What is left of a page that has crashed; Electron says so with an event of its own. */
  forcefullyCrashRenderer(): void {
    void this.page?.goto('about:blank').then(() => this.emit('render-process-gone', {}, { reason: 'killed' }))
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler
  }
}

export class BrowserWindow extends EventEmitter implements QuittingWindow {
  readonly webContents = new WebContents()
  readonly #page: Promise<Page>
  readonly #options: WindowOptions
  #devTools: CDPSession | null = null
  #visible = false

  constructor(options: WindowOptions) {
    super()
    const { preload: _, contextIsolation, sandbox, nodeIntegration, ...others } = options.webPreferences
    if (!contextIsolation || !sandbox || nodeIntegration) throw new Error('the stand-in has sandboxed windows only')
    // Each of the other switches opens the window up: webSecurity: false, experimentalFeatures, webviewTag, ….
    const switches = Object.keys(others)
    if (switches.length > 0) throw new Error(`the stand-in has windows without ${switches.join(', ')} only`)
    this.#options = options
    windows.add(this)
    app.emit('web-contents-created', {}, this.webContents)
    this.#page = this.#open()
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows] as BrowserWindow[]
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.#page
    const setting = this.webContents.mayAsk() ? 'prompt' : 'denied'
    for (const name of ['geolocation', 'notifications', 'camera', 'microphone'])
      await this.#devTools?.send('Browser.setPermission', { permission: { name }, setting })
    await page.goto(disguised(url))
    this.emit('ready-to-show')
  }

  mayClose(): boolean {
    return !emitCancelable(this, 'close')
  }

  close(): void {
    if (this.mayClose()) this.destroy()
  }

  destroy(): void {
    this.#gone()
    void this.#page.then((page) => page.close())
  }

  show(): void {
    this.#visible = true
  }

  isVisible(): boolean {
    return this.#visible
  }

  getNormalBounds() {
    const { x = 0, y = 0, width, height } = this.#options
    return { x, y, width, height }
  }

  isDestroyed(): boolean {
    return !windows.has(this)
  }

  isMaximized(): boolean {
    return false
  }

  isMinimized(): boolean {
    return false
  }

  async #open(): Promise<Page> {
    const page = await chromiumContext().newPage()
    const { webContents } = this
    webContents.page = page
    page.on('close', () => {
      this.#gone()
    })
    const session = await page.context().newCDPSession(page)
    this.#devTools = session
    await session.send('Page.enable')
    session.on('Page.windowOpen', ({ url }) => {
      if (webContents.openHandler({ url: undisguised(url) }).action === 'allow')
        throw new Error('no second windows here')
    })
    page.on('popup', (popup) => void popup.close())
    await page.route('**/*', (route) => this.#answer(route))
    webContents.world = await addPreload(page, this.#options.webPreferences.preload, ({ channel, args }) => {
      ipcMain.emit(channel, { sender: webContents, senderFrame: webContents.mainFrame }, ...args)
    })
    return page
  }

  /** Every request of the page comes here; none leaves this machine. */
  async #answer(route: Route): Promise<void> {
    const request = route.request()
    const url = undisguised(request.url())
    if (request.isNavigationRequest() && this.webContents.getURL().startsWith('app:')) {
      // "aborted" leaves the page as it is; other errors would put Chromium's own page in its place.
      if (emitCancelable(this.webContents, 'will-frame-navigate', { url })) return route.abort('aborted')
    }
    const response = await answerFromHandler(url, request.method())
    if (response === null) return route.abort('addressunreachable')
    return route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    })
  }

  #gone(): void {
    if (windows.has(this)) this.emit('closed')
    windowGone(this)
  }
}
