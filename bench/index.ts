/**
 * `npm run bench`: what the lab costs, and how true it is, each as a ratio of interleaved pairs against another program
 * that does the same. It prints a table and writes out/bench.json.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { ensureBuild } from '../scripts/ensure-build.mjs'
import type { BenchDocument } from './core/bench-row.ts'
import { runBenches, type BenchRun } from './core/bench-run.ts'
import { formatBench } from './core/bench-table.ts'
import { BenchUsageError, readOptions, type BenchOptions } from './core/chosen-rows.ts'
import { StatusLine } from './machine/status-line.ts'
import { benches } from './rows/all.ts'

const root = dirname(import.meta.dirname)
const exitCodes = { ok: 0, failed: 1, badInput: 2, interrupted: 130 } as const
const status = new StatusLine(process.stderr)

try {
  process.exitCode = await bench(readOptions(process.argv.slice(2)))
} catch (error) {
  process.exitCode = explain(error)
}

async function bench(options: BenchOptions): Promise<number> {
  const chosen = benches.filter(({ name }) => options.rows.includes(name))
  const ended = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      ended.abort()
    })
  }
  if (chosen.some(({ built }) => built)) await ensureBuild()
  let run: BenchRun
  try {
    run = await runBenches({
      benches: chosen,
      budgetMs: options.secondsPerRow === null ? null : options.secondsPerRow * 1000,
      signal: ended.signal,
      root,
      withFolder,
      say: status.show,
    })
  } catch (error) {
    if (!ended.signal.aborted) throw error
    status.clear()
    process.stderr.write('Cancelled: nothing was written.\n')
    return exitCodes.interrupted
  }
  status.clear()
  const document: BenchDocument = { rows: run.rows }
  const path = options.out === null ? join(root, 'out', 'bench.json') : resolve(options.out)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `${JSON.stringify(document, null, 2)}\n`)
  process.stdout.write(`${formatBench(run.rows)}\n`)
  for (const failure of run.failures) process.stderr.write(`${failure}\n`)
  process.stderr.write(`Wrote ${path}\n`)
  return run.failures.length > 0 ? exitCodes.failed : exitCodes.ok
}

async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-bench-'))
  try {
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function explain(error: unknown): number {
  if (error instanceof BenchUsageError) {
    process.stderr.write(`${error.message}\n`)
    return exitCodes.badInput
  }
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`)
  return exitCodes.failed
}
