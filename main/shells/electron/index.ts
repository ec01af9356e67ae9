import { join } from 'node:path'
import { app, dialog } from 'electron'
import { programsIn } from '../../system/programs.ts'
import { labHome } from '../../store/home.ts'
import { registerAppScheme } from './app-scheme.ts'
import { containContents } from './containment.ts'
import { startInWindow } from './start.ts'
import { makeFolder } from '../../system/make-folder.ts'

const home = labHome(process.env)
// Chromium's files lie with the lab's own, and the lock below is kept there, so that one lab at a time uses a home.
const userData = join(home, 'electron')
makeFolder(userData)
app.setPath('userData', userData)

app.enableSandbox()
registerAppScheme()
containContents()

if (app.requestSingleInstanceLock()) {
  app
    .whenReady()
    .then(() => startInWindow(home, programsIn(import.meta.dirname)))
    .catch((error: unknown) => {
      console.error('lockstep:', error)
      dialog.showErrorBox('Lockstep could not start', error instanceof Error ? error.message : String(error))
      app.exit(1)
    })
} else {
  console.error('lockstep: the lab is open already: its window comes to the front.')
  app.quit()
}
