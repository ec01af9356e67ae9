import { pinnedNode } from '../../system/node-path.ts'
import { chooseShell } from './choose.ts'
import { findElectron } from '../electron/binary.ts'
import { fetchElectronBinary } from '../electron/fetch-binary.ts'
import { launchElectron } from '../electron/launch.ts'
import type { TerminalOptions } from './terminal-options.ts'
import { print } from './print.ts'
import { serve } from './serve.ts'

/** Opens the lab in Electron's window, or in a browser if that is not possible, and then says why in one line. */
export async function openLab(terminal: TerminalOptions): Promise<void> {
  const shell = await chooseShell({
    env: process.env,
    platform: process.platform,
    userId: process.getuid?.() ?? null,
    electron: findElectron(process.env),
    fetchBinary: (electron) =>
      fetchElectronBinary({
        electron,
        node: pinnedNode(),
        env: process.env,
        report: (text) => {
          process.stderr.write(text)
        },
      }),
  })
  const why = shell.kind === 'electron' ? await inElectron(shell.binary, terminal.build) : shell.why
  if (why === null) return
  print(`Opening the lab in the browser instead of Electron: ${why}.\n`)
  await serve(terminal, { port: 0, open: true })
}

/** @returns null when the window was closed, otherwise why there was none */
async function inElectron(binary: string, build: string): Promise<string | null> {
  const result = await launchElectron({ binary, application: build, env: process.env })
  if (result.kind === 'no-window') return result.why
  process.exitCode = result.exitCode
  return null
}
