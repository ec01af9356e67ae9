/**
 * A stand-in for the `electron` module, as far as Lockstep uses it, for machines without Electron's binary: the built
 * application runs on it unchanged, in a plain Node, and its windows are pages of a Chromium.
 */
import { app, quit } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { dialog, Menu, nativeTheme, screen, shell } from './desktop.ts'
import { ipcMain } from './ipc-main.ts'
import { protocol } from './protocol.ts'
import { answerEvaluations } from './evaluations.ts'

export { app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, protocol, screen, shell }

answerEvaluations({ app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, protocol, screen, shell })
process.on('SIGTERM', quit)
