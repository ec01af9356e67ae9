import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../runtimes/discovery/stand-in-interpreter.ts'
import { nodeRequest, runTrial } from '../trial-harness.ts'
import type { TrialRequest } from '../../../../main/trial/trial-request.ts'

const folder = temporaryFolder()
const executors = ['serial', 'threads', 'processes', 'async'] as const

function moduleOf(name: string, code: string): Partial<TrialRequest> {
  const path = join(folder, name)
  writeFileSync(path, code)
  return { workload: { kind: 'module', path }, passes: 3, warmup: 1, laps: 2 }
}

const aloud = moduleOf(
  'aloud.mjs',
  `import { spawnSync } from 'node:child_process'
  import { writeSync } from 'node:fs'
  const { status } = spawnSync('sh', ['-c', 'echo rubbish >&3'], { stdio: ['ignore', 1, 'ignore'] })
  if (status === 0) throw new Error('a program that it starts can write to the channel')
  export function run(task) {
    console.log(JSON.stringify({ type: 'done' }))
    if (task === 1) console.log(JSON.stringify({ type: 'failed', outcome: 'crashed', message: 'will try again' }))
    writeSync(1, '{"type":"lap","lap":1}\\n')
    process.stdout.write('.')
    return task
  }`,
)

test.concurrent.each(executors)(
  'dots and lines that look like messages are text of the workload, in %s',
  async (executor) => {
    let printed = ''
    const { outcome, laps, startupMs } = await runTrial(nodeRequest(executor, executor === 'serial' ? 1 : 2, aloud), {
      onPrint: (text) => {
        printed += text
      },
    })
    expect(outcome).toEqual({ kind: 'ok' })
    expect(laps).toHaveLength(3)
    expect(startupMs).toBeGreaterThan(0)
    expect(printed).toContain('{"type":"done"}')
    expect(printed).toContain('will try again')
    expect(printed).toContain('{"type":"lap","lap":1}')
    // 4 tasks × 3 passes × 3 laps
    expect(printed.split('.')).toHaveLength(37)
  },
)

const megabyte = moduleOf(
  'megabyte.mjs',
  `export function run(task) {
    process.stdout.write('x'.repeat(500_000))
    process.stderr.write(Buffer.alloc(500_000, 0xe9))
    return task
  }`,
)

test.each(['threads', 'async'] as const)(
  'a megabyte in each task neither counts as memory nor fills the log, in %s',
  async (executor) => {
    let kept = 0
    const request = nodeRequest(executor, 2, { ...megabyte, passes: 20, warmup: 0 })
    const { outcome, laps } = await runTrial(request, {
      onPrint: (text) => {
        kept += text.length
      },
    })
    expect(outcome).toEqual({ kind: 'ok' })
    // it prints 160 MB
    for (const { peakRssBytes } of laps) expect(peakRssBytes).toBeLessThan(320 * 2 ** 20)
    expect(kept).toBeLessThan(200_000)
  },
)
