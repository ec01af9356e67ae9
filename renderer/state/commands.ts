import { menuCommands, type MenuCommand } from '../../preload/menu-commands.ts'
import { plainPages, type PlainPage } from './address.ts'
import type { LabWindow } from './lab-window.svelte.ts'

/** What a person can ask of the window: in the palette, in the shell's menu, by keys, and nowhere else a second time. */
export interface Command {
  readonly id: string
  readonly title: string
  /** Written as Electron writes accelerators: "CmdOrCtrl+Enter", "?". */
  readonly keys?: string
  /** Why it cannot be done now; null if it can. */
  readonly obstacle: (lab: LabWindow) => string | null
  readonly run: (lab: LabWindow) => void
}

export const pageNames: Readonly<Record<PlainPage, string>> = {
  start: 'Start',
  sessions: 'Sessions',
  claims: 'Claims',
  runtimes: 'Runtimes',
  glossary: 'Glossary',
}

const always = (): null => null
const ifRunnable = (lab: LabWindow): string | null =>
  lab.canRun ? null : 'There is nothing to run on this page: choose an experiment.'
const ifRunning = (lab: LabWindow): string | null => (lab.runningId === null ? 'Nothing runs.' : null)
const ifPaused = (paused: boolean) => (lab: LabWindow) => {
  const is = lab.runningView?.progress?.phase === 'paused'
  return ifRunning(lab) ?? (is === paused ? null : paused ? 'The run is not paused.' : 'The run is paused.')
}

const ifExportable = (lab: LabWindow): string | null =>
  lab.page.kind === 'session' && lab.page.view.header !== null
    ? null
    : 'There is nothing to export on this page: choose a session, or run an experiment.'

function withRun({ runningId }: LabWindow, act: (sessionId: string) => Promise<void>): void {
  if (runningId !== null) void act(runningId)
}

export const commands: readonly Command[] = [
  {
    id: 'find',
    title: 'Find or run…',
    keys: 'CmdOrCtrl+K',
    obstacle: always,
    run: (lab) => {
      lab.sheet = 'find'
    },
  },
  { id: 'run', title: 'Run', keys: 'CmdOrCtrl+Enter', obstacle: ifRunnable, run: (lab) => void lab.run(false) },
  {
    id: 'preview',
    title: 'Preview',
    keys: 'CmdOrCtrl+Shift+Enter',
    obstacle: ifRunnable,
    run: (lab) => void lab.run(true),
  },
  {
    id: 'pause',
    title: 'Pause the run',
    obstacle: ifPaused(false),
    run: (lab) => {
      withRun(lab, (id) => lab.runs.pause(id, true))
    },
  },
  {
    id: 'resume',
    title: 'Resume the run',
    obstacle: ifPaused(true),
    run: (lab) => {
      withRun(lab, (id) => lab.runs.pause(id, false))
    },
  },
  {
    id: 'cancel',
    title: 'Cancel the run',
    obstacle: ifRunning,
    run: (lab) => {
      withRun(lab, (id) => lab.runs.cancel(id))
    },
  },
  { id: 'open', ...menuCommands.open, obstacle: always, run: (lab) => void lab.pickFile() },
  {
    id: 'export',
    ...menuCommands.export,
    obstacle: ifExportable,
    run: (lab) => {
      lab.exports.show()
    },
  },
  {
    id: 'report',
    title: 'Report as PDF',
    obstacle: ifExportable,
    run: (lab) => {
      if (lab.page.kind === 'session') void lab.exports.save(lab.page.view, { kind: 'report', report: 'pdf' })
    },
  },
  ...plainPages.map((page) => ({
    id: page,
    title: pageNames[page],
    obstacle: always,
    run: (lab: LabWindow) => void lab.pages.go({ kind: page }),
  })),
  {
    id: 'keys',
    title: 'Keys',
    keys: '?',
    obstacle: always,
    run: (lab) => {
      lab.sheet = 'keys'
    },
  },
  { id: 'problem', title: 'Report a problem…', obstacle: always, run: (lab) => void lab.problemReport.show() },
]

/** Does what the command says, or tells the person why not. */
export function runCommand(lab: LabWindow, command: Command): void {
  const obstacle = command.obstacle(lab)
  if (obstacle === null) command.run(lab)
  else lab.notices.error(obstacle)
}

/** Does what a person chose in the shell's menu. */
export function followMenu(lab: LabWindow, chosen: MenuCommand): void {
  const command = commands.find(({ id }) => id === chosen)
  if (command !== undefined && !lab.isAsking) runCommand(lab, command)
}
