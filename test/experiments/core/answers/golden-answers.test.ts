import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { answerLines } from '../../../../experiments/core/answers/answer.ts'
import { answerOf } from '../../../../experiments/core/answers/answers.ts'
import { curvesOf } from '../../../../experiments/core/curves/speedup.ts'
import type { ChartName } from '../../../../experiments/core/names/chart-names.ts'
import type { Session } from '../../../../experiments/core/session/session.ts'
import { readSession } from '../../../../main/store/reading/session-reader.ts'

const unpacked = mkdtempSync(join(tmpdir(), 'lockstep-answers-'))
afterAll(() => {
  rmSync(unpacked, { recursive: true })
})

async function golden(name: string): Promise<Session> {
  const path = join(unpacked, `${name}.lockstep`)
  const packed = join(import.meta.dirname, '..', '..', '..', 'golden', 'sessions', `${name}.lockstep.gz`)
  writeFileSync(path, gunzipSync(readFileSync(packed)))
  return readSession(path)
}

/** These sessions are older than the key `chart`. */
function declaring(session: Session, chart: ChartName, quick: boolean): Session {
  const { header } = session
  const { experiment } = header
  const old = experiment.definition
  const definition = typeof old === 'object' && old !== null && !Array.isArray(old) ? { ...old, chart } : { chart }
  return { ...session, header: { ...header, quick, experiment: { ...experiment, definition } } }
}

function linesOf(session: Session): readonly string[] {
  const answer = answerOf(session, curvesOf(session))
  return answer === null ? [] : answerLines(answer)
}

const answers: readonly (readonly [session: string, chart: ChartName, sentence: string, second: string])[] = [
  [
    'isolation-old',
    'write-seen',
    'What one CPython worker writes is seen by 0 of 3 other processes, and by 3 of 3 other threads (the same in both rounds).',
    'Each process has memory of its own; the threads of a process share its memory.',
  ],
  [
    'start-up-old',
    'start-times',
    'Starting a CPython process takes longer than starting a thread: 234 times as long (205 and 267 in two rounds).',
    'A process starts in 34.5 ms, a thread in 0.15 ms; a forked process, a copy, in 1.60 ms.',
  ],
  [
    'footprint-old',
    'memory-per-worker',
    'One more CPython process adds more memory than a thread: 7.74 MiB (the same in both rounds).',
    'A thread adds 41.5 KiB (40.4 and 42.5 KiB in two rounds): a process weighs as much as 191 of them.',
  ],
  [
    'message-passing',
    'message-times',
    'It is undecided whether 1 MiB takes longer to a CPython process and back than to a thread: 511 times as long (91.9 and 2,847 in two rounds).',
    '7.98 ms to a process, which gets a copy, and 15.6 µs to a thread, which gets the same object. Undecided because the range is too wide to tell; other programs used the cores; other machines had part of the cores.',
  ],
  [
    'interrupt-old',
    'stops',
    'A kill ends a CPython process that loops in 11.0 ms (one round only); a thread still runs 2 s after it was asked to stop.',
    'Of its 64 MiB, 28.0 KiB stay in use after the process ended, and 64.0 MiB after the thread was given up.',
  ],
  [
    'cpu-bound-old',
    'speedup',
    'Two CPython threads are no faster than one: 0.96× (0.90–1.03).',
    'Two CPython processes reach 1.14× (0.80–1.61).',
  ],
  [
    'cpu-bound',
    'speedup',
    'It is undecided whether two CPython threads are faster than one: 0.95× (0.92 and 0.99 in two rounds).',
    'Two CPython processes reach 1.00× (0.96 and 1.04 in two rounds). Undecided because the range is too wide to tell; other programs used the cores; some laps were too short to time well.',
  ],
  [
    'io-bound-old',
    'speedup',
    'Sixteen CPython threads wait side by side: 15.3× (15.0 and 15.6 in two rounds).',
    'Sixteen CPython threads reading a file that lies in memory reach 0.37× (0.35 and 0.38 in two rounds): there is nothing to wait for. Less certain: some laps were too short to time well.',
  ],
  [
    'race-old',
    'lost-increments',
    'Two CPython threads lost up to 300,000 increments of 600,000, in 8 of 8 laps (136,375–300,000 of 600,000).',
    'With a lock around each increment they lost none in 8 laps.',
  ],
  [
    'lock-handoff-old',
    'hold-times',
    'A CPython thread keeps the lock for about one switch interval, 5 ms: 5.05 ms (4.98–5.12 ms).',
    'With the interval set to 1 and 20 ms it keeps it for 1.03 ms and 20.1 ms.',
  ],
  [
    'refcount-old',
    'references',
    'With counts that nothing protects, two free-threaded CPython threads never freed 326 and freed 432 in use of 2,048 objects (our model).',
    'With protected counts none went wrong of 2,048.',
  ],
  [
    'convoy-old',
    'latencies',
    'Beside a thread that computes, a CPython thread answers much later: 5.40 ms in place of 22.4 µs, 241 times as long (180 and 321 in two rounds).',
    'Beside a process that computes, which shares no lock, it takes 27.4 µs; beside the thread at a switch interval of 1 ms, 1.17 ms (95% of answers are as fast or faster).',
  ],
  [
    'extension-old',
    'kernels',
    'It is undecided whether two CPython threads with NumPy sin are faster than one: 1.59× (1.29 and 1.96 in two rounds).',
    'Two CPython threads with a loop in Python reach 0.97× (0.95 and 0.99 in two rounds). Undecided because the range is too wide to tell; some laps were too short to time well.',
  ],
]

test.each(answers)('%s is answered by %s', async (name, chart, sentence, second) => {
  expect(linesOf(declaring(await golden(name), chart, false))).toEqual([sentence, second])
})

test.each(answers)('a preview of %s says so once, and no verdict (%s)', async (name, chart) => {
  const text = linesOf(declaring(await golden(name), chart, true)).join(' ')
  expect(text).toMatch(/^Preview: /)
  expect(text.match(/preview/gi)).toHaveLength(1)
  expect(text).not.toMatch(/no faster|undecided|longer than|more memory than/i)
})
