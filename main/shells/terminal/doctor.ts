import { existsSync } from 'node:fs'
import { runtimeIds, runtimeName } from '../../../experiments/core/series.ts'
import { describeMachine } from '../../monitor/machine.ts'
import { pinnedNode } from '../../node-path.ts'
import { findNode } from '../../runtimes/node-runtime.ts'
import { labHome } from '../../store/home.ts'
import type { TerminalOptions } from './commands.ts'

/** What is installed, what is missing, and how to get it. */
export async function doctor({ version, programs }: TerminalOptions, options: { readonly json?: true }): Promise<void> {
  const node = await findNode(pinnedNode(), programs)
  const machine = await describeMachine(node.info.version)
  const missing = runtimeIds
    .filter((runtime) => runtime !== 'node')
    .map((runtime) => ({ runtime, why: 'this version of Lockstep measures Node only' }))
  const home = labHome(process.env)
  if (options.json === true) {
    const report = { version, machine, home, windowBuilt: existsSync(programs.window), runtimes: [node.info], missing }
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
    return
  }
  const lines = [
    `Lockstep ${version}`,
    `machine   ${machine.cpu}, ${String(machine.usableCores)} of ${String(machine.cores)} cores usable, ${(machine.memoryBytes / 1024 ** 3).toFixed(1)} GiB`,
    `sessions  ${home}`,
    `Node      ${node.info.version} (${node.info.command.join(' ')})`,
    ...missing.map(({ runtime, why }) => `${runtimeName(runtime)}: not used: ${why}`),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}
