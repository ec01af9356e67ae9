import open from 'open'
import { serveBrowser } from '../browser/serve.ts'
import { onEndSignal, signalCodes, type EndSignal } from '../end-signals.ts'
import type { TerminalOptions } from './terminal-options.ts'
import { exitCodes } from './exit-codes.ts'
import { namedRuntimes } from './named-runtimes.ts'
import { print } from './print.ts'
import { createTerminalLab } from './terminal-lab.ts'

export interface ServeCommandOptions {
  readonly port: number
  readonly open: boolean
  readonly json?: true
  readonly runtime?: readonly string[]
}

/** Opens the lab in a browser and stays until it is told to end. */
export async function serve(terminal: TerminalOptions, options: ServeCommandOptions): Promise<void> {
  const lab = await createTerminalLab(terminal, 'browser', namedRuntimes(options.runtime))
  const shell = await serveBrowser({ lab, windowFolder: terminal.programs.window, port: options.port }).catch(
    async (error: unknown) => {
      await lab.close()
      throw error
    },
  )
  // heard from the moment in which the link is there
  const ending = new Promise<EndSignal>(onEndSignal)
  if (options.json === true) print(`${JSON.stringify({ url: shell.url, port: shell.port })}\n`)
  else print(`Lockstep is at ${shell.url}\nIt runs until you press Ctrl-C here.\n`)
  // Without a browser the link that was printed still works.
  if (options.open) open(shell.issueLink({ once: true })).catch(() => undefined)
  const signal = await ending
  await shell.close()
  await lab.close()
  process.exitCode = signal === 'SIGINT' ? exitCodes.ok : signalCodes[signal]
}
