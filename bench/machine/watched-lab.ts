import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pinnedNode } from '../../main/system/node-path.ts'
import { builtFolder } from '../../testbed/built-folder.ts'
import type { WatchedAnswer } from '../programs/watch-lab.ts'
import { labOptions } from './session-of-run.ts'

/** The built lab as `npm start -- serve` starts it, which also says how it is. */
export interface WatchedLab {
  /** The link that lets one tab in. */
  readonly url: string
  /** What it saw since the last look. */
  look(): Promise<WatchedAnswer>
  close(): Promise<void>
}

export async function startWatchedLab(home: string, signal: AbortSignal): Promise<WatchedLab> {
  const watch = join(import.meta.dirname, '..', 'programs', 'watch-lab.ts')
  const lab = fork(join(builtFolder(), 'main', 'terminal.js'), ['serve', '--no-open', '--json'], {
    execPath: pinnedNode(),
    execArgv: ['--expose-gc', '--import', watch],
    env: { ...process.env, ...labOptions(home).env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const ended = once(lab, 'exit')
  const early = ended.then(([code]: unknown[]) => {
    throw new Error(`the lab ended before its time (${String(code)})`)
  })
  // it may also end while nobody asks it, as at the end
  early.catch(() => undefined)
  const lines = createInterface({ input: lab.stdout ?? process.stdin })
  const [line] = (await Promise.race([once(lines, 'line', { signal }), early])) as [string]
  return {
    url: (JSON.parse(line) as { readonly url: string }).url,
    async look() {
      const answer = once(lab, 'message', { signal })
      lab.send('look')
      const [seen] = (await Promise.race([answer, early])) as [WatchedAnswer]
      return seen
    },
    async close() {
      // a channel for messages keeps a process alive
      if (lab.connected) lab.disconnect()
      lab.kill('SIGTERM')
      await ended
    },
  }
}
