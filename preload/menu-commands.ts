/** What the shell's own menu and the window offer alike. `keys` is written as Electron writes accelerators. */
export const menuCommands = {
  open: { title: 'Open a file…', keys: 'CmdOrCtrl+O' },
  export: { title: 'Export…', keys: 'CmdOrCtrl+E' },
} as const

export type MenuCommand = keyof typeof menuCommands
