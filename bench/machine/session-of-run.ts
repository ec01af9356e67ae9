import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Session } from '../../experiments/core/session/session.ts'
import { pinnedNode } from '../../main/system/node-path.ts'
import { readSession } from '../../main/store/reading/session-reader.ts'
import { runCommand, type CommandOptions } from './command.ts'

const resultSchema = z.object({ session: z.string() })

export interface RunOfLab {
  /** The wall time of the whole command. */
  readonly wallMs: number
  readonly session: Session
}

/** One `run` of the lab's command line, with a data folder of its own, to its end. */
export async function runLab(
  { root, folder, signal }: { readonly root: string; readonly folder: string; readonly signal: AbortSignal },
  experiment: string,
  args: readonly string[] = [],
): Promise<RunOfLab> {
  const file = join(folder, 'experiment.yaml')
  writeFileSync(file, experiment)
  const { wallMs, stdout } = await runCommand([...labCommand(root), 'run', file, '--json', ...args], {
    ...labOptions(folder),
    signal,
  })
  const { session } = resultSchema.parse(JSON.parse(stdout))
  return { wallMs, session: await readSession(session) }
}

export function labCommand(root: string): readonly [string, ...string[]] {
  return [pinnedNode(), join(root, 'start.mjs')]
}

/** npm's own variables would make the lab believe that npm started it. */
export function labOptions(folder: string): Pick<CommandOptions, 'env'> {
  return { env: { LOCKSTEP_HOME: folder, npm_lifecycle_event: undefined, npm_package_json: undefined } }
}
