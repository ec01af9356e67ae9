import { chooseShell } from '../choose.ts'
import { launchElectron } from '../electron/launch.ts'
import type { TerminalOptions } from './commands.ts'
import { serve } from './serve.ts'

/** `npm start`: Electron's window where it can be, else a browser's, saying why. */
export async function openLab(terminal: TerminalOptions): Promise<void> {
  const choice = await chooseShell({ root: terminal.root, env: process.env, platform: process.platform })
  if (choice.kind === 'electron') {
    process.exitCode = await launchElectron(choice.binary, terminal.root)
    return
  }
  process.stdout.write(`${choice.why}\n`)
  await serve(terminal, { port: 0, open: true })
}
