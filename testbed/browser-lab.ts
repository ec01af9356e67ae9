import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pinnedNode } from '../main/system/node-path.ts'
import { builtFolder } from './built-folder.ts'

/** A lab of the built terminal program, served to browsers as `npm start -- serve` does. */
export interface BrowserLab {
  /** The link that was printed last. It lets one tab in, after which there is another. */
  readonly url: string
  readonly home: string
  readonly pid: number
  /** @returns what the lab has said on stderr so far */
  readonly errors: () => string
  /** Ends the lab as a crash would, without a chance to say goodbye. */
  kill(): void
  close(): Promise<void>
}

export interface BrowserLabOptions {
  /** The caller keeps this folder; by default the lab gets a temporary one, which goes with it. */
  readonly home?: string
  readonly args?: readonly string[]
}

export async function startBrowserLab({ home, args = [] }: BrowserLabOptions = {}): Promise<BrowserLab> {
  const ownHome = home ?? (await mkdtemp(join(tmpdir(), 'lockstep-home-')))
  const program = join(builtFolder(), 'main', 'terminal.js')
  const lab = spawn(pinnedNode(), [program, 'serve', '--no-open', '--json', ...args], {
    env: { ...process.env, LOCKSTEP_HOME: ownHome },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let errors = ''
  lab.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  const ended = once(lab, 'exit')
  const lines = createInterface({ input: lab.stdout })
  const died = ended.then(([code]: unknown[]) => {
    throw new Error(`the lab ended at once (${String(code)}): ${errors}`)
  })
  const [line] = (await Promise.race([once(lines, 'line'), died])) as [string]
  const urlIn = (text: string): string => (JSON.parse(text) as { readonly url: string }).url
  let url = urlIn(line)
  lines.on('line', (next) => {
    url = urlIn(next)
  })
  return {
    get url() {
      return url
    },
    home: ownHome,
    pid: lab.pid ?? 0,
    errors: () => errors,
    kill: () => lab.kill('SIGKILL'),
    close: async () => {
      lab.kill('SIGTERM')
      await ended
      if (home === undefined) await rm(ownHome, { recursive: true, force: true })
    },
  }
}
