import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface RunningLab {
  readonly process: ChildProcess
  readonly url: string
  readonly home: string
  close(): Promise<void>
}

/** Starts the browser shell as a person does, with a data folder of its own. */
export async function startLab(): Promise<RunningLab> {
  const home = mkdtempSync(join(tmpdir(), 'lockstep-e2e-'))
  const launcher = join(import.meta.dirname, '..', '..', 'start.mjs')
  const lab = spawn(process.execPath, [launcher, 'serve', '--no-open', '--json'], {
    env: { ...process.env, LOCKSTEP_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(lab.stdout, 'data')) as [Buffer]
  const { url } = JSON.parse(line.toString()) as { url: string }
  return {
    process: lab,
    url,
    home,
    async close() {
      if (lab.exitCode !== null || lab.signalCode !== null) return
      const ended = once(lab, 'exit')
      lab.kill('SIGTERM')
      await ended
    },
  }
}
