import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { BenchDocument } from '../../bench/core/bench-row.ts'
import { eventually, processesWith } from '../main/processes-of-lab.ts'

const root = join(import.meta.dirname, '..', '..')
/** This mark is in the environment of every process that a bench of these tests starts. */
const mark = randomUUID()
const folder = mkdtempSync(join(tmpdir(), 'lockstep-test-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

function bench(args: readonly string[], onStderr: (text: string, pid: number) => void = () => undefined) {
  const child = spawn(process.execPath, [join(root, 'bench', 'index.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, BENCH_TEST: mark },
  })
  let [stdout, stderr] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
    onStderr(text, child.pid ?? 0)
  })
  return new Promise<Ended>((resolve) => {
    child.on('close', (code) => {
      resolve({ code, stdout, stderr })
    })
  })
}

test('one row of real trials, with a budget of a moment: a table, and the document in its form', async () => {
  const out = join(folder, 'fidelity.json')
  const { code, stdout, stderr } = await bench(['fidelity', '--seconds', '1', '--out', out])
  expect(stderr).toContain('fidelity: pair 1 · about')
  expect(code).toBe(0)
  expect(stdout).toMatch(/^row +ours/)
  const { rows } = JSON.parse(readFileSync(out, 'utf8')) as BenchDocument
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({
    name: expect.stringMatching(/^fidelity × \d+$/),
    ours: expect.any(Number),
    peer: expect.any(Number),
    peerVersion: expect.stringMatching(/^Node \d+/),
    ratio: { value: expect.any(Number), low: expect.any(Number), high: expect.any(Number) },
    target: '0.98–1.02',
  })
  expect([true, false, 'undecided']).toContainEqual(
    String(rows[0]?.met).startsWith('undecided') ? 'undecided' : rows[0]?.met,
  )
}, 180_000)

test('a name that is no row ends it with exit code 2 and the nearest name', async () => {
  const { code, stderr } = await bench(['fidelty'])
  expect(code).toBe(2)
  expect(stderr).toContain('did you mean fidelity?')
})

test('an interrupt ends the bench and every process that it started, and writes nothing', async () => {
  const out = join(folder, 'cancelled.json')
  let interrupted = false
  const { code } = await bench(['monitor', '--seconds', '30', '--out', out], (text, pid) => {
    if (interrupted || !text.includes('round 1')) return
    interrupted = true
    process.kill(pid, 'SIGINT')
  })
  expect(interrupted).toBe(true)
  expect(code).toBe(130)
  expect(existsSync(out)).toBe(false)
  const left = (): number[] => processesWith(`BENCH_TEST=`)
  expect(await eventually(left, (pids) => pids.length === 0, 5000)).toEqual([])
})
