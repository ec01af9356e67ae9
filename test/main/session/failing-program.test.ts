import { expect, test } from 'vitest'
import { calibrate, fullPace } from '../../../main/session/calibration.ts'
import { failingProgram, givenUpText, programFailure } from '../../../main/session/failures-in-words.ts'
import type { TrialRun } from '../../../main/trial/trial-process.ts'
import type { TrialRequest } from '../../../main/trial/trial-request.ts'
import { sessionOf } from '../../../testbed/sessions/rounds.ts'

const request: TrialRequest = {
  workload: { kind: 'kernel', kernel: 'primes' },
  series: 'node/serial',
  runtime: 'node',
  executor: 'serial',
  size: 1,
  seed: 1,
  tasks: 4,
  passes: 1,
  workers: 1,
  warmup: 'auto',
  laps: 1,
  switchIntervalMs: 5,
}
const boom = { kind: 'crashed', message: 'worker 1 threw Error: boom (mine.mjs:3)' } as const

/** Calibrates a program that crashes so often. */
async function calibrated(crashes: number) {
  let runs = 0
  const lap = { type: 'lap' as const, lap: 0, warmup: false, cpuMs: 0, checksum: 'aaaa', peakRssBytes: 0, workers: [] }
  const calibration = await calibrate({
    requests: [request],
    chooseSize: false,
    pace: fullPace,
    run: () => {
      const outcome = runs++ < crashes ? boom : ({ kind: 'ok' } as const)
      const run: TrialRun = {
        outcome,
        pids: [],
        processStartMs: 1,
        startupMs: 1,
        startMethod: null,
        laps: outcome.kind === 'ok' ? [{ ...lap, makespanMs: 250 }] : [],
        facts: [],
      }
      return Promise.resolve(run)
    },
  })
  return { ...calibration, conditionPasses: {} }
}

test('a program that fails whenever it is calibrated does not run, and says why with file and line', async () => {
  expect(failingProgram(await calibrated(2), 'node/threads')).toBe(boom.message)
  expect(failingProgram(await calibrated(2), 'cpython/threads')).toBeUndefined()
})

test('a single crash is an accident', async () => {
  expect(failingProgram(await calibrated(1), 'node/threads')).toBeUndefined()
})

test('the session ends with one sentence where nothing can run, and goes on where something can', () => {
  const condition = { series: 'node/threads', workers: 2, reference: false } as const
  const failing = { ...condition, fails: boom.message }
  expect(programFailure({ conditions: [failing, { ...failing, workers: 4 }] })).toBe(
    'the program failed: worker 1 threw Error: boom (mine.mjs:3). Nothing was measured',
  )
  expect(programFailure({ conditions: [failing, condition] })).toBeNull()
})

test('a condition that is not repeated is named with the reason', () => {
  const [trial] = sessionOf({ rounds: { 'node/threads': { 2: [boom] } } }).trials
  expect(trial === undefined ? '' : givenUpText(trial)).toBe(
    '2 Node threads: not repeated after worker 1 threw Error: boom (mine.mjs:3)',
  )
})
