import { readFileSync } from 'node:fs'
import type { CDPSession, Page } from '@playwright/test'
import { mainWorld, preloadWorld } from './page-worlds.ts'

/** The isolated world in which a page's preload script runs. */
export interface PreloadWorld {
  /** Delivers a message to the preload's ipcRenderer; lost, as in Electron, where no page is there yet. */
  send(channel: string, args: readonly unknown[]): void
}

const worldName = 'electron-preload'
const sendBinding = 'standInSend'

interface WorldMessage {
  readonly channel: string
  readonly args: readonly unknown[]
}

/**
 * Lets the built preload script run before each document of the page: in a world of its own, as context isolation has it,
 * where it finds nothing of Electron but contextBridge and ipcRenderer.
 */
export async function addPreload(
  page: Page,
  path: string,
  received: (message: WorldMessage) => void,
): Promise<PreloadWorld> {
  const session = await page.context().newCDPSession(page)
  let contextId: number | null = null
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.name === worldName) contextId = context.id
  })
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
    if (executionContextId === contextId) contextId = null
  })
  session.on('Runtime.bindingCalled', ({ name, payload }) => {
    if (name === sendBinding) received(JSON.parse(payload) as WorldMessage)
  })
  await session.send('Runtime.enable')
  await session.send('Page.enable')
  await session.send('Runtime.addBinding', { name: sendBinding, executionContextName: worldName })
  await addScript(session, `(${mainWorld.toString()})()`)
  const preload = readFileSync(path, 'utf8')
  await addScript(session, `(${preloadWorld.toString()})((require, module, exports) => {${preload}\n})`, worldName)
  return {
    send: (channel, args) => {
      if (contextId === null) return
      const expression = `standInReceive(${JSON.stringify(channel)}, ${JSON.stringify(args)})`
      // The page may go at any moment, and with it what was meant for it.
      session.send('Runtime.evaluate', { expression, contextId }).catch(() => undefined)
    },
  }
}

async function addScript(session: CDPSession, source: string, world?: string): Promise<void> {
  const parameters = world === undefined ? { source } : { source, worldName: world }
  await session.send('Page.addScriptToEvaluateOnNewDocument', parameters)
}
