import { BrowserWindow, nativeTheme } from 'electron'
import { limitPermissions } from './containment.ts'
import { rememberedBounds } from './window-bounds.ts'

// This is the page's own --bg; another colour would flash before the first paint.
const background = { light: '#f6f6f3', dark: '#141517' }

export interface WindowOptions {
  readonly home: string
  readonly preload: string
}

/** Makes the lab's one window, empty and not yet shown. */
export function createWindow({ home, preload }: WindowOptions): BrowserWindow {
  const { maximized = false, ...bounds } = rememberedBounds(home) ?? {}
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    ...bounds,
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'Lockstep',
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: { preload, contextIsolation: true, sandbox: true, nodeIntegration: false },
  })
  limitPermissions(window.webContents.session)
  if (maximized) window.maximize()
  return window
}
