import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { threadUses } from '../../../../experiments/core/session/thread-use.ts'
import { readSession } from '../../../../main/store/reading/session-reader.ts'
import { eventually, processesWith } from '../../processes-of-lab.ts'
import { lockstep, startLockstep, temporaryFolder } from './lockstep.ts'
import { brief, experimentOn, parseResult } from './own-experiment.ts'

const everySeries = 'node/serial,node/threads,node/processes,node/locked-threads'

test('a quick run of cpu-bound prints one JSON document with matching checksums and every condition', async () => {
  const pair = 'node/processes,node/locked-threads'
  const options = ['--series', everySeries, '--workers', '1,2', '--seed', '7', '--contrast', pair]
  const { code, stdout } = await lockstep(['run', 'cpu-bound', '--quick', '--json', ...options])
  const result = parseResult(stdout)
  expect(code).toBe(0)
  expect(result).toMatchObject({ format: 1, experiment: 'cpu-bound', seed: 7, complete: true, failures: [] })
  expect(result.curves.map(({ series }) => series)).toEqual(everySeries.split(','))
  const points = result.curves.flatMap(({ points }) => points)
  expect(points).toHaveLength(7)
  expect(new Set(points.map(({ checksum }) => checksum)).size).toBe(1)
  for (const point of points) {
    expect(point).toMatchObject({ rounds: 2, laps: 4 })
    expect(point.medianMs).toBeGreaterThan(0)
    expect(point.speedup.low).toBeLessThanOrEqual(point.speedup.value ?? 0)
    expect(point.speedup.high).toBeGreaterThanOrEqual(point.speedup.value ?? 0)
    expect(point.againstBaseline.value).toBeGreaterThan(0)
  }
  expect(result.contrasts).toMatchObject([
    { sameWork: true, points: [{ workers: 1 }, { workers: 2, rounds: 2, smallest: expect.any(Number) }] },
  ])
  for (const { id, verdict } of result.claims)
    expect([id, verdict]).toEqual([id, expect.stringMatching(/inconclusive|not-measured|illustrated/)])
  const { header, trials, samples, locks, end } = await readSession(result.session)
  expect(trials).toHaveLength(14)
  expect(samples.length).toBeGreaterThan(3)
  if (process.platform === 'linux') {
    const pids = new Set(trials.flatMap(({ pids }) => pids))
    const uses = samples.flatMap(threadUses).filter(({ pid }) => pids.has(pid))
    expect(uses.length).toBeGreaterThan(3)
    // threads that are no process's first
    expect(uses.some(({ pid, tid }) => pid !== tid)).toBe(true)
    expect(header).toMatchObject({ monitor: 'on', pin: false, machine: { physicalCores: expect.any(Number) } })
  }
  expect(result.monitor).toMatchObject({ mode: 'on', cost: { hertz: expect.any(Number) }, effect: null })
  expect(end).toMatchObject({ reason: 'complete' })
  // one lock record for each trial of two threads
  expect(locks).toHaveLength(4)
  expect(result.timelines.map(({ series, workers, source }) => [series, workers, source])).toEqual([
    ['node/threads', 2, 'gaps'],
    ['node/locked-threads', 2, 'holds'],
  ])
  expect(result.timelines[1]).toMatchObject({ switchIntervalMs: 5, overlap: { value: expect.any(Number) as number } })
  expect(result.timelines[1]?.overlap.value).toBeLessThan(0.05)
}, 120_000)

test.each([
  ['node/threads', 'got "node/threads", expected two series such as'],
  ['node/thread,node/processes', 'did you mean node/threads?'],
  ['node/threads,jython/threads', 'jython/threads is not measured here: expected two of node/threads, node/serial'],
])('a comparison of %s is refused before anything is measured', async (pair, why) => {
  const { code, stdout, stderr } = await lockstep(['run', 'cpu-bound', '--series', 'node/threads', '--contrast', pair])
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(why)
})

test('the same seed gives the same order of trials, another seed another one', async () => {
  const file = experimentOn('collatz.mjs')
  const orderOf = async (seed: string): Promise<string> => {
    const { stdout } = await lockstep(['run', file, '--trust', '--rounds', '1', '--json', '--seed', seed])
    const { trials } = await readSession(parseResult(stdout).session)
    // Each once: a trial beside which others were busy is measured once more, which no seed decides.
    return [...new Set(trials.map(({ series, workers }) => `${series}×${workers}`))].join()
  }
  const [first, again, other] = await Promise.all(['1', '1', '2'].map(orderOf))
  expect(first).toBe(again)
  expect(first).not.toBe(other)
}, 120_000)

test('Ctrl-C ends the run within seconds, leaves no process, keeps and exports what is done, and exits 130', async () => {
  const out = join(temporaryFolder(), 'results')
  const endless = experimentOn('collatz.mjs', brief.replace('rounds: 2', 'rounds: 100'))
  const started = startLockstep(['run', endless, '--trust', '--json', '--out', out])
  const sessions = join(started.home, 'sessions')
  const trialsDone = (): number => {
    const name = existsSync(sessions) ? readdirSync(sessions).find((file) => file.endsWith('.lockstep')) : undefined
    return name === undefined ? 0 : (readFileSync(join(sessions, name), 'utf8').match(/"record":"trial"/g) ?? []).length
  }
  expect(await eventually(trialsDone, (done) => done >= 3, 60_000)).toBeGreaterThanOrEqual(3)
  const family = processesWith(`LOCKSTEP_HOME=${started.home}`)
  expect(family.length).toBeGreaterThan(1)
  started.process.kill('SIGINT')
  const { code, stdout } = await started.ended
  expect(code).toBe(130)
  expect(processesWith(`LOCKSTEP_HOME=${started.home}`)).toEqual([])
  const result = parseResult(stdout)
  expect(result.complete).toBe(false)
  const finished = (await readSession(result.session)).trials.filter(({ outcome }) => outcome.kind === 'ok')
  expect(finished.length).toBeGreaterThanOrEqual(3)
  // with a lock timeline where a trial of threads is among those that were done
  expect(
    readdirSync(out)
      .filter((name) => !name.startsWith('lock.'))
      .sort(),
  ).toEqual(
    [
      'results.csv',
      'results.json',
      'speedup.png',
      'speedup.svg',
      'time.csv',
      'time.png',
      'time.svg',
      result.session.split('/').at(-1),
    ].sort(),
  )
}, 120_000)

test('without --json it prints the table, the plot and the claims', async () => {
  const { code, stdout } = await lockstep(['run', 'cpu-bound', '--quick', '--rounds', '1', '--series', everySeries])
  expect(code).toBe(0)
  for (const words of ['Node processes', 'speedup', 'ideal', 'undecided', 'Seed ', '.lockstep'])
    expect(stdout).toContain(words)
}, 120_000)
