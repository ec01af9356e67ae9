import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { nodeRequest, pinnedRuntime, runTrial } from '../trial-programs/trial-harness.ts'

const timeoutMs = 2000

/** Stands still, as a lab does that was stopped, or whose machine slept. */
function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

test('a trial that ended while the lab was stopped for longer than its timeout has ended well', async () => {
  await pinnedRuntime()
  const { outcome } = await runTrial(nodeRequest('processes', 2), {
    timeoutMs,
    onStart: () => {
      standStill(2 * timeoutMs)
    },
  })
  expect(outcome).toEqual({ kind: 'ok' })
})

test.runIf(process.platform === 'linux')(
  'a trial that somebody stopped for longer than its timeout goes on, and says that it was stopped',
  async () => {
    const { outcome, wasStopped } = await runTrial(nodeRequest('threads', 2), {
      timeoutMs,
      onStart: (pid) => {
        if (pid === null) return
        process.kill(pid, 'SIGSTOP')
        void delay(1.5 * timeoutMs).then(() => process.kill(pid, 'SIGCONT'))
      },
    })
    expect(outcome).toEqual({ kind: 'ok' })
    expect(wasStopped).toBe(true)
  },
)

test('a trial that is not done in time is ended', async () => {
  const { outcome } = await runTrial(nodeRequest('serial', 1, { passes: 1_000_000 }), { timeoutMs: 500 })
  expect(outcome.kind).toBe('timeout')
})

test.runIf(process.platform === 'linux')('a trial that nobody continues is ended, and its stop is named', async () => {
  const { outcome } = await runTrial(nodeRequest('serial', 1), {
    timeoutMs: 300,
    onStart: (pid) => {
      if (pid !== null) process.kill(pid, 'SIGSTOP')
    },
  })
  expect(outcome).toEqual({ kind: 'killed', message: 'was stopped (SIGSTOP), not continued, and was ended' })
})
