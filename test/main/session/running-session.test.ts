import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { conditionId } from '../../../experiments/core/names/condition-name.ts'
import { sessionRecordSchema, type SessionRecord } from '../../../experiments/core/session/session.ts'
import { SessionFileError } from '../../../main/store/session-writer.ts'
import { startSession, temporaryFolder } from './session-in-test.ts'

function recordsIn(path: string): readonly SessionRecord[] {
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => sessionRecordSchema.parse(JSON.parse(line)))
}

function kindsOf(records: readonly SessionRecord[]): readonly string[] {
  return records.map(({ record }) => record)
}

function trialsOf(records: readonly SessionRecord[]) {
  return records.filter((one) => one.record === 'trial')
}

function conditionsOf(trials: ReturnType<typeof trialsOf>): readonly string[] {
  return trials.map(conditionId).sort()
}

test('a session begins with its header, has the laps of each trial before it, and closes with its end', async () => {
  const { session, records } = await startSession(2)
  expect(session.ended).toBe(false)
  await session.done
  expect(session.ended).toBe(true)
  expect(records[0]).toMatchObject({ record: 'header', id: session.id, seed: 1, quick: true })
  expect(records.at(-1)).toMatchObject({ record: 'end', reason: 'complete', message: '2 rounds' })
  const trials = trialsOf(records)
  const perRound = trials.length / 2
  expect(trials.map(({ trial }) => trial)).toEqual(trials.map((_, index) => index))
  expect(trials.map(({ round }) => round)).toEqual(trials.map((_, index) => (index < perRound ? 0 : 1)))
  expect(conditionsOf(trials.slice(0, perRound))).toEqual(conditionsOf(trials.slice(perRound)))
  for (const { trial, outcome } of trials) {
    expect(outcome).toEqual({ kind: 'ok' })
    const own = kindsOf(records.filter((one) => 'trial' in one && one.trial === trial))
    expect(own[0]).toBe('lap')
    expect(own.at(-1)).toBe('trial')
  }
}, 60_000)

test('its file holds what it published, record by record', async () => {
  const { session, records } = await startSession(1)
  await session.done
  expect(recordsIn(session.path)).toEqual(records.map((record) => JSON.parse(JSON.stringify(record)) as unknown))
}, 60_000)

test('a pause lets the trial that runs end, and no other begin, until it is over', async () => {
  const { session, records, reaches } = await startSession(2)
  await reaches(({ phase }) => phase === 'measuring')
  // it is told at once, and again when the trial that runs has ended
  let told = 0
  const held = reaches(({ phase }) => phase === 'paused' && ++told === 2)
  session.pause(true)
  const { trialsDone } = await held
  await delay(300)
  expect(trialsOf(records)).toHaveLength(trialsDone)
  expect(session.ended).toBe(false)
  session.pause(false)
  await session.done
  expect(records.at(-1)).toMatchObject({ record: 'end', reason: 'complete' })
  expect(trialsOf(records).length).toBeGreaterThan(trialsDone)
}, 60_000)

test('a session that is cancelled ends its trial at once and says so, also while it is paused', async () => {
  const { session, records, reaches } = await startSession(500)
  await reaches(({ phase, trialsDone }) => phase === 'measuring' && trialsDone === 4)
  session.cancel()
  await session.done
  expect(records.at(-1)).toMatchObject({ record: 'end', reason: 'cancelled' })
  expect(trialsOf(records).at(-1)?.outcome.kind).toBe('cancelled')

  const second = await startSession(500)
  await second.reaches(({ phase }) => phase === 'measuring')
  const paused = second.reaches(({ phase }) => phase === 'paused')
  second.session.pause(true)
  await paused
  second.session.cancel()
  await second.session.done
  expect(second.records.at(-1)).toMatchObject({ record: 'end', reason: 'cancelled' })
}, 60_000)

test('a disk that is full ends the session as failed, and what was measured until then is in its file', async ({
  skip,
}) => {
  const disk = temporaryFolder()
  const options = ['-t', 'tmpfs', '-o', 'size=16384,mode=700', 'lockstep-test', disk]
  if (process.platform !== 'linux' || spawnSync('mount', options).status !== 0) return skip('this takes a small disk')
  onTestFinished(() => {
    spawnSync('umount', ['--lazy', disk])
  })
  const { session, records } = await startSession(500, disk)
  await session.done
  expect(records.at(-1)).toMatchObject({ record: 'end', reason: 'failed', message: expect.stringContaining('ENOSPC') })
  const kept = recordsIn(session.path)
  expect(kindsOf(kept)).toContain('trial')
  // the last line may still find room where a longer one did not
  for (const record of kept) if (record.record === 'end') expect(record.reason).toBe('failed')
}, 60_000)

test('a folder that cannot hold a file is an error at the start', async () => {
  const file = join(temporaryFolder(), 'a-file')
  writeFileSync(file, '')
  await expect(startSession(1, file)).rejects.toThrow(SessionFileError)
})
