import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import { readSession } from '../../../../main/store/reading/session-reader.ts'
import { lockstep } from './lockstep.ts'
import { brief, experimentOn, parseResult } from './own-experiment.ts'

test('with the monitor on and off in pairs no sample is taken in half of the trials, and the result says what it changes', async () => {
  const file = experimentOn('collatz.mjs', `${brief}sampling: 20ms\n`, 'node/threads')
  // each trial lasts for many samples
  const options = ['--monitor', 'pairs', '--seed', '7', '--laps', '3']
  const { code, stdout } = await lockstep(['run', file, '--trust', '--json', ...options])
  expect(code).toBe(0)
  const { session, monitor, curves } = parseResult(stdout)
  expect(monitor.mode).toBe('pairs')
  expect(monitor.cost?.sampleMs).toBeGreaterThan(0)
  expect(monitor.effect).toMatchObject({ rounds: 2, ratio: { value: expect.any(Number), low: expect.any(Number) } })
  expect(monitor.effect?.says).toContain('monitor')
  // node/serial is added, so there are three conditions
  expect(monitor.effect?.conditions).toHaveLength(3)
  expect(curves.flatMap(({ points }) => points.map(({ rounds }) => rounds))).toEqual([2, 2, 2])
  const { samples, ...measured } = await readSession(session)
  const trials = [...measured.trials, ...measured.unmonitored].sort((a, b) => a.trial - b.trial)
  const within = (monitor: 'on' | 'off') =>
    trials
      .filter((trial) => trial.monitor === monitor)
      .map(({ startedAtMs, processStartMs, endedAtMs }) => {
        const fromMs = startedAtMs + (processStartMs ?? 0)
        return samples.filter(({ atMs }) => atMs > fromMs && atMs < endedAtMs).length
      })
  expect(within('off')).toEqual(Array.from({ length: 6 }, () => 0))
  expect(Math.min(...within('on'))).toBeGreaterThan(0)
  // the two of a pair follow each other, in either order
  const order = trials.map((trial) => `${trial.series} ${trial.workers} ${trial.monitor ?? ''}`)
  for (let pair = 0; pair < order.length; pair += 2) {
    expect(order.slice(pair, pair + 2).map((one) => one.replace(/ o(n|ff)$/, ''))[1]).toBe(
      order[pair]?.replace(/ o(n|ff)$/, ''),
    )
  }
  expect(new Set(order.filter((_, index) => index % 2 === 0).map((one) => one.split(' ')[2]))).toEqual(
    new Set(['on', 'off']),
  )
}, 120_000)

test.runIf(process.platform === 'linux')(
  'a run beside a busy program is marked as disturbed, names it, and decides no claim on times',
  async () => {
    const busy = spawn('yes', { stdio: ['ignore', 'ignore', 'ignore'] })
    try {
      const options = ['--series', 'node/locked-threads', '--workers', '2', '--laps', '1']
      const { stdout } = await lockstep(['run', 'cpu-bound', '--json', '--rounds', '2', ...options])
      const { session, disturbed, warnings, claims } = parseResult(stdout)
      // two rounds of the series and its serial one
      expect(disturbed.length).toBeGreaterThanOrEqual(4)
      const { trials } = await readSession(session)
      for (const { load } of trials)
        expect(load?.culprits).toContainEqual(expect.objectContaining({ pid: busy.pid, name: 'yes' }))
      expect(warnings.find(({ kind }) => kind === 'disturbed')?.message).toContain('yes')
      for (const { id, verdict } of claims)
        expect([id, verdict]).toEqual([id, expect.stringMatching(/inconclusive|not-measured/)])
    } finally {
      busy.kill()
    }
  },
  120_000,
)
