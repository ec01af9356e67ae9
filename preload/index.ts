import { contextBridge, ipcRenderer } from 'electron'
import type { Channel } from './contract.ts'
import { labIpcChannel } from './ipc-channel.ts'
import { isLabCall } from './lab-functions.ts'

const channel: Channel = {
  post: (message) => {
    if (typeof message !== 'string' || !isLabCall(message)) throw new Error('the lab has no such function')
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
