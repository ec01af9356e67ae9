import { readFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { expect, test, vi } from 'vitest'
import { readSession } from '../../../main/store/reading/session-reader.ts'
import { MonitorLoss } from '../../../main/session/monitor-loss.ts'
import { startSession } from './session-in-test.ts'

const rule = vi.hoisted(() => ({ fails: false }))
vi.mock('../../../experiments/core/claims/decide-claims.ts', () => ({
  decideClaims: () => {
    if (rule.fails) throw new Error('the rule divides by zero')
    return []
  },
}))

test('an error in a rule of a claim is in the session as its end, with what was measured before', async () => {
  rule.fails = true
  const { session, records } = await startSession(1)
  await session.done
  rule.fails = false
  const end = { record: 'end', reason: 'failed', message: 'the rule divides by zero' }
  expect(records.at(-1)).toMatchObject(end)
  expect(JSON.parse(readFileSync(session.path, 'utf8').trim().split('\n').at(-1) ?? '')).toMatchObject(end)
  expect((await readSession(session.path)).trials.length).toBeGreaterThan(0)
})

test("the death of the monitor's thread is a warning in the session, with the limit that is gone; the run goes on", async () => {
  const terminated: Worker[] = []
  const post = vi.spyOn(Worker.prototype, 'postMessage').mockImplementation(function (this: Worker) {
    // the thread gets no command any more: it ends as it would of an error
    if (!terminated.includes(this)) terminated.push(this)
    void this.terminate()
  })
  const { session, records } = await startSession(2)
  await session.done
  post.mockRestore()
  const told = records.filter((one) => one.record === 'warning' && one.kind === 'monitor')
  expect(told).toMatchObject([
    { message: expect.stringMatching(/^The monitor stopped .*memoryLimit ends no trial/) as unknown },
  ])
  expect(records.at(-1)).toMatchObject({ record: 'end', reason: 'complete' })
  expect((await readSession(session.path)).warnings).toContainEqual(told[0])
})

test('the loss of the monitor is told once', () => {
  const monitor: { stopped: string | null } = { stopped: null }
  const loss = new MonitorLoss(monitor)
  expect(loss.news()).toEqual([])
  monitor.stopped = 'out of memory'
  expect(loss.news()).toEqual([expect.stringContaining('The monitor stopped (out of memory)')])
  expect(loss.news()).toEqual([])
})
