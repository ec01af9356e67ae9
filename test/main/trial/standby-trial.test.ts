import { existsSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { StandbyTrial } from '../../../main/trial/standby-trial.ts'
import { nodeTrial } from '../../../main/runtimes/node-trial.ts'
import { ends, eventually, isAlive } from '../processes-of-lab.ts'
import { moduleOrder, nodeOrder, programs, runTrial } from '../trial-programs/trial-harness.ts'

const command = nodeTrial(process.execPath, programs)
const standing: StandbyTrial[] = []

function standby(): StandbyTrial {
  const trial = new StandbyTrial(command, [programs.threadWorker])
  standing.push(trial)
  return trial
}

afterEach(() => {
  for (const trial of standing.splice(0)) trial.close()
})

test('a process that stood by computes what a new one does', async () => {
  const order = nodeOrder('serial', 1)
  const [fresh, stoodBy] = [await runTrial(order), await runTrial(order, { standby: standby() })]
  expect(stoodBy.outcome).toEqual({ kind: 'ok' })
  expect(stoodBy.laps.map(({ checksum }) => checksum)).toEqual(fresh.laps.map(({ checksum }) => checksum))
})

test.each(['serial', 'threads', 'locked-threads', 'processes'] as const)('it can run %s', async (executor) => {
  const workers = executor === 'serial' ? 1 : 3
  const { outcome, laps } = await runTrial(nodeOrder(executor, workers), { standby: standby() })
  expect(outcome).toEqual({ kind: 'ok' })
  expect(laps.map((lap) => lap.workers.length)).toEqual(laps.map(() => workers))
})

test('what its work prints is no message', async () => {
  let printed = ''
  const { outcome } = await runTrial(moduleOrder('serial', 1, 'prints.mjs'), {
    standby: standby(),
    onPrint: (text) => (printed += text),
  })
  expect([outcome.kind, printed]).toEqual(['ok', expect.stringContaining('task')])
})

test('a failure in it has the outcome that it has elsewhere', async () => {
  const order = moduleOrder('serial', 1, 'throws.mjs')
  const [fresh, stoodBy] = [await runTrial(order), await runTrial(order, { standby: standby() })]
  expect(stoodBy.outcome).toEqual(fresh.outcome)
})

test('it is taken once, and for the command alone for which it was started', () => {
  const trial = standby()
  expect(trial.take({ ...command, env: { ...command.env, LOCKSTEP_FILE: '/a/file' } })).toBeNull()
  expect(trial.take({ ...command, command: ['python3', programs.trial] })).toBeNull()
  const taken = trial.take(command)
  expect(taken).not.toBeNull()
  expect(trial.take(command)).toBeNull()
  taken?.child.stdin.end()
})

test('one that has died is not taken', async () => {
  const dying = { ...command, command: [process.execPath, '--no-such-option'] as const }
  const trial = new StandbyTrial(dying, [])
  const pid = trial.pid ?? 0
  // not even a zombie: it has been heard of
  await eventually(
    () => existsSync(`/proc/${pid}`),
    (there) => !there,
    10_000,
  )
  expect(trial.take(dying)).toBeNull()
})

test.each(['is closed', 'has its stdin closed, as where the lab is killed'])('it ends where it %s', async (way) => {
  const trial = standby()
  const pid = trial.pid ?? 0
  expect(isAlive(pid)).toBe(true)
  if (way === 'is closed') trial.close()
  else trial.take(command)?.child.stdin.end()
  expect(await ends(pid, 5000)).toBe(true)
})
