import { contextBridge, ipcRenderer } from 'electron'
import type { Channel } from './contract.ts'
import { labIpcChannel } from './ipc-channel.ts'

// The bridge carries text only. Which calls there are, and with what arguments, is written once, in `labArguments`, and
// checked by the lab for both shells.
const channel: Channel = {
  post: (message) => {
    ipcRenderer.send(labIpcChannel, message)
  },
  listen: (receive) => {
    // The event object stays behind: it would hand the page the sender, and with it all of IPC.
    ipcRenderer.on(labIpcChannel, (_event, message: unknown) => {
      if (typeof message === 'string') receive(message)
    })
  },
}

contextBridge.exposeInMainWorld('lockstep', channel)
