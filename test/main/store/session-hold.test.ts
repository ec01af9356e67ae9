import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SessionHeld, SessionHold, sweepHolds } from '../../../main/store/session-hold.ts'
import { thisPlace } from '../../../main/system/process-mark.ts'

const folder = mkdtempSync(join(tmpdir(), 'lockstep-test-'))
const session = join(folder, 'one.lockstep')

test('what killed labs have left beside sessions is swept, and what a living or a foreign one holds is not', () => {
  const hold = SessionHold.take(session)
  const { host, boot, pids } = thisPlace()
  const ended = spawnSync(process.execPath, ['-e', 'console.log(process.pid)'], { encoding: 'utf8' }).stdout.trim()
  const foreign = `two.lockstep.held-by.ffffffff.${boot}.${pids}.${ended}.1`
  writeFileSync(join(folder, `two.lockstep.held-by.${host}.${boot}.${pids}.${ended}.1`), '')
  writeFileSync(join(folder, foreign), '')
  sweepHolds(folder)
  expect(readdirSync(folder)).toHaveLength(2)
  expect(readdirSync(folder)).toContain(foreign)
  expect(() => SessionHold.take(session)).toThrow(SessionHeld)
  hold.release()
  sweepHolds(join(folder, 'nowhere'))
})
