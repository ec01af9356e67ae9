import { app, dialog, type BrowserWindow } from 'electron'
import type { Lab } from '../../lab/lab.ts'
import { hangUpEnds } from '../../system/hang-up.ts'
import { rememberBounds } from './window-bounds.ts'

/** The lab ends its processes in well under a second; after this time that is left to its reaper. */
const closeLimitMs = 10_000

const keepRunning = 0
const cancelAndClose = 1

/** Ends the lab with its window, and asks first if a session runs. After a signal nobody is asked. */
export function endLabWithWindow(window: BrowserWindow, lab: Lab, home: string): void {
  let state: 'open' | 'asking' | 'ending' | 'ended' = 'open'
  const isAsking = () => state === 'asking'

  const end = async () => {
    if (state === 'ending' || state === 'ended') return
    state = 'ending'
    await rememberBounds(window, home)
    await closeWithin(lab, closeLimitMs)
    state = 'ended'
    app.quit()
  }
  const askAndEnd = async () => {
    if (state !== 'open') return
    state = 'asking'
    const agreed = lab.runningSession() === null || (await mayCancel(window))
    if (!isAsking()) return
    if (agreed) await end()
    else state = 'open'
  }
  const hold = (event: { preventDefault(): void }) => {
    if (state === 'ended') return
    event.preventDefault()
    void askAndEnd()
  }

  window.on('close', hold)
  app.on('before-quit', hold)
  app.on('window-all-closed', () => void end())
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (signal !== 'SIGHUP' || hangUpEnds) void end()
    })
  }
}

async function mayCancel(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: 'A session is being measured.',
    detail: 'What it has measured so far is kept; the trials that are left are not run.',
    buttons: ['Keep running', 'Cancel the run and close'],
    defaultId: keepRunning,
    cancelId: keepRunning,
  })
  return response === cancelAndClose
}

async function closeWithin(lab: Lab, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise((resolve) => {
    timer = setTimeout(resolve, limitMs)
  })
  try {
    await Promise.race([lab.close(), limit])
  } catch (error) {
    lab.logProblem('the lab did not end cleanly', error)
  } finally {
    clearTimeout(timer)
  }
}
