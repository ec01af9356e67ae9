import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { resultDocument } from '../../../../experiments/core/report/result-document.ts'
import { cpythonAnswer, standIn } from '../../runtimes/discovery/stand-in-interpreter.ts'
import { lockstep, temporaryFolder } from './lockstep.ts'

/** An interpreter that says what it is, as a real one does, and does something else when it is to run a trial. */
function pythonThat(does: string): string {
  const answer = JSON.stringify(cpythonAnswer)
  const script = `case "$*" in *describe-interpreter.py*) cat <<'END'\n${answer}\nEND\n;; *) ${does} ;; esac`
  return standIn(join(temporaryFolder(), 'python3'), script)
}

const file = join(temporaryFolder(), 'mine.yaml')
writeFileSync(
  file,
  `lockstep: 1
title: Mine
workload: { kernel: primes, size: 500 }
series: [node/threads, cpython/threads]
workers: [2]
rounds: 1
laps: 1
warmup: 0
timeout: 4s
baseline: none
`,
)

// Most of their time these runs wait for what hangs or starts: several may do so at once.
test.concurrent.each([
  ['crashes at import', 'echo "ImportError: no module named site" >&2; exit 1', 'crashed', /ImportError/],
  ['hangs at its start', 'exec sleep 600', 'timeout', /4 s/],
  ['prints rubbish', 'echo "{\\"type\\": 7}"; echo rubbish; exit 0', 'crashed', /./],
  ['is killed', 'kill -9 $$', 'killed', /SIGKILL/],
])('a Python that %s has one clear outcome, and the other series go on', async (_what, does, outcome, message) => {
  const { code, stdout } = await lockstep(['run', file, '--json', '--runtime', `cpython=${pythonThat(does)}`])
  expect(code).toBe(1)
  const result = JSON.parse(stdout) as ReturnType<typeof resultDocument>
  expect(result.complete).toBe(true)
  const threads = result.failures.filter(({ series }) => series === 'cpython/threads')
  const failure: unknown = expect.objectContaining({ outcome, message: expect.stringMatching(message) as string })
  // a timeout is tried once more
  expect(threads).toEqual(outcome === 'timeout' ? [failure, failure] : [failure])
  const points = (series: string) => result.curves.find((curve) => curve.series === series)?.points.length
  expect([points('node/threads'), points('cpython/threads')]).toEqual([1, 0])
})

test('a Python that cannot say what it is does not run, and the lab says what it printed', async () => {
  const python = standIn(join(temporaryFolder(), 'python3'), 'echo "Segmentation fault" >&2; exit 139')
  const { code, stdout } = await lockstep(['run', file, '--json', '--runtime', `cpython=${python}`])
  expect(code).toBe(0)
  const result = JSON.parse(stdout) as ReturnType<typeof resultDocument>
  expect(result.warnings[0]?.message).toMatch(/Skipped: CPython threads\. .*Segmentation fault/)
})
