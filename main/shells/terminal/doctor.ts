import { existsSync } from 'node:fs'
import { describeMachine } from '../../monitor/machine.ts'
import { pinnedNode } from '../../node-path.ts'
import { InstalledRuntimes } from '../../runtimes/installed-runtimes.ts'
import { findNode } from '../../runtimes/node-runtime.ts'
import { formatRuntimeReport } from '../../runtimes/runtime-report.ts'
import { thisMachine } from '../../runtimes/this-machine.ts'
import { labHome } from '../../store/home.ts'
import type { TerminalOptions } from './commands.ts'
import { namedRuntimes } from './named-runtimes.ts'

export interface DoctorOptions {
  readonly json?: true
  readonly runtime?: readonly string[]
}

/** What is installed, what is missing, and how to get it. */
export async function doctor({ version, programs }: TerminalOptions, options: DoctorOptions): Promise<void> {
  const node = await findNode(pinnedNode(), programs)
  const machine = await describeMachine(node.info.version)
  const home = labHome(process.env)
  const named = namedRuntimes(options.runtime)
  const runtimes = new InstalledRuntimes({ node, programs, home, machine: thisMachine(), named })
  const report = await runtimes.report()
  if (options.json === true) {
    const windowBuilt = existsSync(programs.window)
    const all = { version, machine, home, windowBuilt, node: node.info, ...report }
    process.stdout.write(`${JSON.stringify(all, null, 2)}\n`)
    return
  }
  const lines = [
    `Lockstep ${version}`,
    `machine   ${machine.cpu}, ${String(machine.usableCores)} of ${String(machine.cores)} cores usable, ${(machine.memoryBytes / 1024 ** 3).toFixed(1)} GiB`,
    `sessions  ${home}`,
    '',
    `Node ${node.info.version}  ${node.info.command.join(' ')}  (comes with Lockstep)`,
    formatRuntimeReport(report),
  ]
  process.stdout.write(`${lines.join('\n').trimEnd()}\n`)
}
