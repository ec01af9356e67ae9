import { EventEmitter } from 'node:events'

/** Messages of all windows, as (event, …arguments) under the channel's name. */
export const ipcMain = new EventEmitter()
