import { EventEmitter } from 'node:events'
import { readFileSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { emitCancelable } from './cancelable-event.ts'
import { connectToChromium } from './chromium.ts'

const root = join(import.meta.dirname, '..', '..', '..')

/** Quitting asks each window whether it agrees, and then to go. */
export interface QuittingWindow {
  mayClose(): boolean
  destroy(): void
}

export const windows = new Set<QuittingWindow>()

const paths = new Map([['documents', homedir()]])
const ready = connectToChromium()
let isReady = false
void ready.then(() => {
  isReady = true
})

class App extends EventEmitter {
  readonly isPackaged = false

  getVersion(): string {
    return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version
  }

  getAppPath(): string {
    return root
  }

  getPath(name: string): string {
    const path = paths.get(name)
    if (path === undefined) throw new Error(`Failed to get '${name}' path`)
    return path
  }

  setPath(name: string, path: string): void {
    if (!statSync(path).isDirectory()) throw new Error(`Failed to set path: ${path}`)
    paths.set(name, path)
  }

  enableSandbox(): void {
    if (isReady) throw new Error('app.enableSandbox() can only be called before app is ready')
  }

  requestSingleInstanceLock(): boolean {
    if (!paths.has('userData')) throw new Error('the stand-in keeps no lock in a folder of its own')
    return true
  }

  async whenReady(): Promise<void> {
    await ready
  }

  isReady(): boolean {
    return isReady
  }

  quit(): void {
    quit()
  }

  exit(code = 0): never {
    process.exit(code)
  }
}

export const app = new App()

export function quit(): void {
  if (emitCancelable(app, 'before-quit')) return
  for (const window of windows) if (!window.mayClose()) return
  for (const window of windows) window.destroy()
  app.emit('quit')
  app.exit(0)
}

/** The last window has gone without quit() having been called. */
export function windowGone(window: QuittingWindow): void {
  if (!windows.delete(window) || windows.size > 0) return
  if (app.listenerCount('window-all-closed') === 0) quit()
  else app.emit('window-all-closed')
}
