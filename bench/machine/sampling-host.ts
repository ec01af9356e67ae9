import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { pinnedNode } from '../../main/system/node-path.ts'
import { killGroup } from '../../main/system/process-group.ts'
import type { SamplingAnswer } from '../programs/sampling-host.ts'

export type SamplingWay = 'ours' | 'systeminformation' | 'pidusage'

/** A process that samples in one way when it is asked to. */
export class SamplingHost {
  readonly #child: ChildProcess
  readonly #answers: Interface
  readonly #way: SamplingWay
  readonly #died: Promise<never>

  constructor(way: SamplingWay, monitorProgram: string, pids: readonly number[]) {
    const program = join(import.meta.dirname, '..', 'programs', 'sampling-host.ts')
    const child = spawn(pinnedNode(), [program, monitorProgram, ...pids.map(String)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    child.stdin.on('error', () => undefined)
    this.#child = child
    this.#answers = createInterface({ input: child.stdout })
    this.#way = way
    this.#died = once(child, 'exit').then(() => {
      throw new Error(`the process that samples with ${way} ended`)
    })
    // it may also end while nobody asks it, as at the end
    this.#died.catch(() => undefined)
  }

  async sample(durationMs: number, signal: AbortSignal): Promise<SamplingAnswer> {
    const line = once(this.#answers, 'line', { signal }) as Promise<[string]>
    this.#child.stdin?.write(`${this.#way} ${durationMs}\n`)
    const [answer] = await Promise.race([line, this.#died])
    return JSON.parse(answer) as SamplingAnswer
  }

  close(): void {
    this.#child.kill('SIGKILL')
  }
}

/** Processes that wait, all below the first one. */
export interface WaitingProcesses {
  readonly pids: readonly number[]
  close(): void
}

export async function startWaitingProcesses(count: number): Promise<WaitingProcesses> {
  // the shell waits for its stdin to end, which it does with the bench, however that ends
  const script = [...Array.from({ length: count - 1 }, () => 'sleep 3600 &'), 'read -r line', 'kill 0'].join('\n')
  const child = spawn('sh', ['-c', script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  child.stdin.on('error', () => undefined)
  await once(child, 'spawn')
  const root = child.pid ?? 0
  const close = (): void => {
    killGroup(root)
  }
  for (let tries = 0; tries < 100; tries++) {
    const below = childrenOf(root)
    if (below.length === count - 1) return { pids: [root, ...below], close }
    await sleep(20)
  }
  close()
  throw new Error(`${count} waiting processes could not be started`)
}

function childrenOf(pid: number): readonly number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return text.split(' ').filter(Boolean).map(Number)
}
