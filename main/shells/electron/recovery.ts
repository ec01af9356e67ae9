import { dialog, type BrowserWindow } from 'electron'
import { windowUrl } from './window-file.ts'

const showAgain = 0

/**
 * Offers the page again when it has crashed or does not answer. The lab is another process than the page: a run goes on
 * meanwhile, and the page that is shown again reads all of it from the lab.
 */
export function offerPageAgain(window: BrowserWindow): void {
  const { webContents } = window
  let asking: AbortController | null = null

  const offer = async (message: string, otherwise: string, before = (): void => undefined): Promise<void> => {
    if (asking !== null) return
    asking = new AbortController()
    const { signal } = asking
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message,
      detail: 'The lab itself works. If a session is being measured, it goes on, and nothing of it is lost.',
      buttons: ['Show it again', otherwise],
      defaultId: showAgain,
      cancelId: 1,
      signal,
    })
    // until the page is there, its own end is no news
    if (response === showAgain && !signal.aborted && !window.isDestroyed()) {
      before()
      await window.loadURL(windowUrl)
    }
    asking = null
  }
  const complain = (error: unknown): void => {
    asking = null
    console.error('lockstep: the page could not be shown again:', error)
  }

  webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') offer(`The page of the window has ended (${reason}).`, 'Leave it').catch(complain)
  })
  window.on('unresponsive', () => {
    offer('The window does not answer.', 'Wait', () => {
      webContents.forcefullyCrashRenderer()
    }).catch(complain)
  })
  window.on('responsive', () => {
    asking?.abort()
  })
}
