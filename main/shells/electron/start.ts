import { writeFileSync } from 'node:fs'
import { app, shell } from 'electron'
import { createLab } from '../../lab/lab.ts'
import { pinnedNode } from '../../system/node-path.ts'
import type { Programs } from '../../system/programs.ts'
import { serveLab } from '../../lab/rpc.ts'
import { serveAppScheme } from './app-scheme.ts'
import { endLabWithWindow } from './closing.ts'
import { windowDialogs } from './dialogs.ts'
import { windowShownFile } from './launch.ts'
import { setUpMenu } from './menu.ts'
import { offerPageAgain } from './recovery.ts'
import { windowChannel } from './window-channel.ts'
import { windowUrl } from './window-file.ts'
import { createWindow } from './window.ts'

export async function startInWindow(home: string, programs: Programs): Promise<void> {
  serveAppScheme(programs.window)
  const window = createWindow({ home, preload: programs.preload })
  const lab = await createLab({
    version: app.getVersion(),
    shell: 'electron',
    dialogs: windowDialogs(window),
    showFolder: async (path) => {
      await shell.openPath(path)
    },
    home,
    programs,
    nodePath: pinnedNode(),
  })
  const channel = windowChannel(window)
  const part = serveLab(lab, channel)
  endLabWithWindow(window, lab, home)
  offerPageAgain(window)
  window.on('closed', part)
  window.once('ready-to-show', () => {
    window.show()
    const file = process.env[windowShownFile]
    if (file !== undefined) writeFileSync(file, '')
  })
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  setUpMenu((command) => {
    channel.post(JSON.stringify({ t: 'q', m: 'menu', a: [command] }))
  })
  await window.loadURL(windowUrl)
}
