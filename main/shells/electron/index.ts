import { dirname, join } from 'node:path'
import { app, dialog } from 'electron'
import { holdBuild } from '../../system/builds.ts'
import { outliveStreams } from '../../system/lost-streams.ts'
import { programsIn } from '../../system/programs.ts'
import { labHome } from '../../store/home.ts'
import { registerAppScheme } from './app-scheme.ts'
import { containContents } from './containment.ts'
import { startInWindow } from './start.ts'
import { makeOwnFolder } from '../../store/own-folder.ts'

outliveStreams()
holdBuild(dirname(import.meta.dirname))
const home = ownHome()

app.enableSandbox()
registerAppScheme()
containContents()

if (app.requestSingleInstanceLock()) {
  app
    .whenReady()
    .then(() => startInWindow(home, programsIn(import.meta.dirname)))
    .catch((error: unknown) => {
      sayWhyNot(error)
      app.exit(1)
    })
} else {
  console.error('lockstep: the lab is open already: its window comes to the front.')
  app.quit()
}

/** Chromium's files lie with the lab's own, and the lock above is kept there, so that one lab at a time uses a home. */
function ownHome(): string {
  try {
    const folder = labHome(process.env)
    const userData = join(folder, 'electron')
    makeOwnFolder(folder)
    makeOwnFolder(userData)
    app.setPath('userData', userData)
    return folder
  } catch (error) {
    sayWhyNot(error)
    process.exit(1)
  }
}

function sayWhyNot(error: unknown): void {
  console.error('lockstep:', error)
  dialog.showErrorBox('Lockstep could not start', error instanceof Error ? error.message : String(error))
}
