import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import { menuCommands, type MenuCommand } from '../../../preload/menu-commands.ts'

/** @param command asks the window to act, since a menu knows neither the experiment nor the chart in it */
export function setUpMenu(command: (command: MenuCommand) => void): void {
  const isMac = process.platform === 'darwin'
  const item = (asked: MenuCommand): MenuItemConstructorOptions => ({
    label: menuCommands[asked].title,
    accelerator: menuCommands[asked].keys,
    click: () => {
      command(asked)
    },
  })
  const file: MenuItemConstructorOptions = {
    label: '&File',
    submenu: [item('open'), item('export'), { type: 'separator' }, { role: isMac ? 'close' : 'quit' }],
  }
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'resetZoom' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
      ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
    ],
  }
  const system: MenuItemConstructorOptions[] = isMac ? [{ role: 'appMenu' }] : []
  Menu.setApplicationMenu(Menu.buildFromTemplate([...system, file, { role: 'editMenu' }, view]))
}
