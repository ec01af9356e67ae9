import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Session } from '../../../../experiments/core/session/session.ts'
import { readSession } from '../../../../main/store/reading/session-reader.ts'
import { planMistakes } from '../../../../testbed/sessions/plan-mistakes.ts'
import { eventually } from '../../processes-of-lab.ts'
import { lockstep, startLockstep, temporaryFolder, type Started } from './lockstep.ts'

function experimentFile(rounds: number): string {
  const path = join(temporaryFolder(), 'small.yaml')
  writeFileSync(
    path,
    `lockstep: 1
title: Small
workload: { kernel: primes, size: 100, tasks: 4 }
series: [node/serial, node/threads]
baseline: none
workers: [2]
warmup: 0
laps: 1
rounds: ${rounds}
`,
  )
  return path
}

/** @returns the path of the only session in the data folder; empty while there is none */
function sessionIn(home: string): string {
  const folder = join(home, 'sessions')
  const name = existsSync(folder) ? readdirSync(folder).find((one) => one.endsWith('.lockstep')) : undefined
  return name === undefined ? '' : join(folder, name)
}

function trialsIn(home: string): number {
  const path = sessionIn(home)
  return path === '' ? 0 : (readFileSync(path, 'utf8').match(/"record":"trial"/g) ?? []).length
}

async function killedAfter(trials: number, started: Started): Promise<void> {
  expect(
    await eventually(
      () => trialsIn(started.home),
      (done) => done >= trials,
      60_000,
    ),
    started.stderr(),
  ).toBeGreaterThanOrEqual(trials)
  started.process.kill('SIGKILL')
  await started.ended
}

async function sessionOf(home: string): Promise<Session> {
  return await readSession(sessionIn(home))
}

test('a run that is killed twice, and loses half a line, has every trial of its plan once when it is resumed', async () => {
  const started = startLockstep(['run', experimentFile(4), '--seed', '5', '--quick', '--rounds', '4'])
  const { home } = started
  await killedAfter(3, started)
  const path = sessionIn(home)
  truncateSync(path, readFileSync(path).length - 7)
  const kept = readFileSync(path, 'utf8').split('\n').slice(0, -1).join('\n')
  await killedAfter(6, startLockstep(['resume', path], { home }))
  const { code, stdout } = await lockstep(['resume', path, '--json'], { home })
  expect([code, JSON.parse(stdout)]).toMatchObject([0, { complete: true, seed: 5 }])
  expect(readFileSync(path, 'utf8').startsWith(kept)).toBe(true)
  const session = await sessionOf(home)
  expect(planMistakes(session)).toEqual([])
  expect(session.resumptions).toMatchObject([{ after: 'died' }, { after: 'died' }])
  expect(readdirSync(join(home, 'sessions')).filter((name) => name.includes('held-by'))).toEqual([])

  const again = await lockstep(['resume', path], { home })
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('its plan is done (4 rounds)')])
  const more = await lockstep(['resume', session.header.id, '--rounds', '+1'], { home })
  expect([more.code, more.stdout]).toEqual([
    0,
    expect.stringContaining('before that: the lab ended before the session did.'),
  ])
  expect(planMistakes(await sessionOf(home))).toEqual([])
  expect((await sessionOf(home)).header.rounds).toEqual({ min: 5, max: 5 })
})

test('a run that lives, or that another command resumes, is not resumed a second time; one that was cancelled is', async () => {
  const started = startLockstep(['run', experimentFile(1000), '--quick', '--rounds', '1000'])
  const { home } = started
  expect(
    await eventually(
      () => trialsIn(home),
      (done) => done >= 1,
      60_000,
    ),
  ).toBeGreaterThanOrEqual(1)
  const path = sessionIn(home)
  const held = await lockstep(['resume', path], { home })
  expect([held.code, held.stderr]).toEqual([
    2,
    `${path} is being measured by process ${String(started.process.pid)}: wait for its end, or cancel it\n`,
  ])
  started.process.kill('SIGINT')
  await started.ended
  expect((await sessionOf(home)).end?.reason).toBe('cancelled')

  const both = ['first', 'second'].map(() => startLockstep(['resume', path], { home }))
  const [loser] = await Promise.race(both.map(async (one) => [one, await one.ended] as const))
  expect((await loser.ended).stderr).toContain('is being measured by process')
  const [winner] = both.filter((one) => one !== loser)
  winner?.process.kill('SIGINT')
  expect((await winner?.ended)?.code).toBe(130)
  expect((await sessionOf(home)).resumptions).toMatchObject([{ after: 'cancelled', why: 'cancelled' }])
})
