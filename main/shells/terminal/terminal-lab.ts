import { createLab, type Lab } from '../../lab/lab.ts'
import type { LabOptions } from '../../lab/lab-options.ts'
import type { NamedInterpreters } from '../../runtimes/discovery/named-interpreter.ts'
import { labHome } from '../../store/home.ts'
import { pinnedNode } from '../../system/node-path.ts'
import type { TerminalOptions } from './terminal-options.ts'

/** @throws as `createLab` and `pinnedNode` do */
export async function createTerminalLab(
  { version, programs }: TerminalOptions,
  shell: LabOptions['shell'],
  named: NamedInterpreters,
): Promise<Lab> {
  return await createLab({
    version,
    shell,
    dialogs: null,
    home: labHome(process.env),
    programs,
    nodePath: pinnedNode(),
    named,
    ...(shell === 'browser' ? { showFolder } : {}),
  })
}

/** Without a desktop nothing is shown: the window says where the folder is. */
async function showFolder(path: string): Promise<void> {
  const { default: open } = await import('open')
  await open(path).catch(() => undefined)
}
