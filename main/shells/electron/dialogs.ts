import { join } from 'node:path'
import { app, dialog, type BrowserWindow } from 'electron'
import { writeExport } from '../../export/write-export.ts'
import type { Dialogs } from '../../lab/dialogs.ts'

/** Shows the desktop's own dialogs as sheets of the window. */
export function windowDialogs(window: BrowserWindow): Dialogs {
  return {
    openExperiment: async () => {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title: 'Open an experiment or a session',
        properties: ['openFile'],
        filters: [
          { name: 'Experiments and sessions', extensions: ['yaml', 'yml', 'json', 'lockstep'] },
          { name: 'All files', extensions: ['*'] },
        ],
      })
      return canceled ? null : (filePaths[0] ?? null)
    },
    save: async (fileName, content) => {
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        title: 'Save',
        defaultPath: join(app.getPath('documents'), fileName),
      })
      if (canceled) return null
      await writeExport(filePath, content)
      return filePath
    },
  }
}
