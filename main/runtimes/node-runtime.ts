import { execFile } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { childEnvironment } from '../system/child-environment.ts'
import type { Programs } from '../system/programs.ts'
import type { InstalledRuntime } from '../trial/runtime.ts'

const run = promisify(execFile)

/** @param nodePath the Node that Lockstep brings along, never Electron's own */
export async function findNode(nodePath: string, programs: Programs): Promise<InstalledRuntime> {
  return {
    info: { runtime: 'node', version: await versionOf(nodePath), command: [nodePath] },
    command: [nodePath, programs.trial],
    cwd: dirname(programs.trial),
    env: {},
    prepare({ series, executor, workers, workload }) {
      if (workload.kind === 'script')
        return { kind: 'cannot', why: `Node cannot run the Python script ${workload.path}` }
      switch (executor) {
        case 'pool':
          // all others leave the size to Node
          return { kind: 'ok', env: { UV_THREADPOOL_SIZE: String(workers) } }
        case 'serial':
        case 'threads':
        case 'processes':
        case 'locked-threads':
        case 'async':
          return { kind: 'ok', env: {} }
        default:
          return { kind: 'cannot', why: `this version of Lockstep does not run ${series} yet` }
      }
    },
  }
}

async function versionOf(nodePath: string): Promise<string> {
  // this process knows its own version without a start; inside Electron the paths differ
  if (isThisProcess(nodePath)) return process.versions.node
  const { stdout } = await run(nodePath, ['--version'], {
    cwd: dirname(nodePath),
    env: childEnvironment(process.env, 'built-in'),
  })
  return stdout.trim().replace(/^v/, '')
}

function isThisProcess(nodePath: string): boolean {
  try {
    return realpathSync(nodePath) === realpathSync(process.execPath)
  } catch {
    return false
  }
}
