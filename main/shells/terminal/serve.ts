import { rmSync } from 'node:fs'
import open from 'open'
import { labHome } from '../../store/home.ts'
import { writeRedirect } from '../browser/redirect-file.ts'
import { serveBrowser, type BrowserShell } from '../browser/serve.ts'
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
  const printLink = (text: string) => {
    const url = shell.issueLink(() => {
      printLink('That link is used. For another tab:')
    })
    print(options.json === true ? `${JSON.stringify({ url, port: shell.port })}\n` : `${text} ${url}\n`)
  }
  printLink('Lockstep is at')
  if (options.json !== true) print('The link lets one tab in. Lockstep runs until you press Ctrl-C here.\n')
  const redirect = options.open ? openBrowser(shell) : null
  const signal = await ending
  redirect?.remove()
  await shell.close()
  await lab.close()
  process.exitCode = signal === 'SIGINT' ? exitCodes.ok : signalCodes[signal]
}

/** Without a browser, or with one that may not read the data folder, the link that was printed still works. */
function openBrowser(shell: BrowserShell): { remove(): void } {
  const remove = () => {
    rmSync(path, { force: true })
  }
  const path = writeRedirect(labHome(process.env), shell.port, shell.issueLink(remove))
  open(path).catch(() => undefined)
  return { remove }
}
