import { ipcMain, type BrowserWindow, type IpcMainEvent } from 'electron'
import { labIpcChannel } from '../../../preload/ipc-channel.ts'
import type { WindowChannel } from '../../lab/rpc.ts'
import { isWindowUrl } from './window-file.ts'

const maxMessageCharacters = 4 * 1024 * 1024

/** Exchanges messages with the window by IPC. Only its top frame is heard, and only while it shows a page of the lab. */
export function windowChannel(window: BrowserWindow): WindowChannel {
  const { webContents } = window
  return {
    post: (message) => {
      if (!webContents.isDestroyed()) webContents.send(labIpcChannel, message)
    },
    listen: (receive) => {
      ipcMain.on(labIpcChannel, (event, message: unknown) => {
        if (!isFromWindow(event, window)) {
          console.error(`lockstep: refused a message from ${event.senderFrame?.url ?? 'a frame that is gone'}`)
        } else if (typeof message === 'string' && message.length <= maxMessageCharacters) {
          receive(message)
        }
      })
    },
  }
}

function isFromWindow({ sender, senderFrame }: IpcMainEvent, window: BrowserWindow): boolean {
  if (senderFrame === null || sender !== window.webContents) return false
  return senderFrame.parent === null && isWindowUrl(senderFrame.url)
}
