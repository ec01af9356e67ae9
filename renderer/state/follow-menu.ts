import type { MenuCommand } from '../../preload/contract.ts'
import type { LabWindow } from './lab-window.svelte.ts'

/** Does what a person chose in the shell's menu, as the window's own buttons would. */
export function followMenu(lab: LabWindow, command: MenuCommand): void {
  if (lab.isAsking) return
  switch (command) {
    case 'open':
      void lab.pickFile()
      return
    case 'export':
      if (lab.page.kind === 'session' && lab.page.view.header !== null) lab.exportMenu = true
      else lab.notices.error('There is nothing to export on this page: choose a session, or run an experiment.')
  }
}
