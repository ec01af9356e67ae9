import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SessionHeader } from '../../../experiments/core/session/session.ts'
import { createLab, type Lab } from '../../../main/lab/lab.ts'
import { readSession } from '../../../main/store/reading/session-reader.ts'
import type { ResumeResult } from '../../../preload/contract.ts'
import { planMistakes } from '../../../testbed/sessions/plan-mistakes.ts'
import { programs } from '../trial-programs/trial-harness.ts'

const home = mkdtempSync(join(tmpdir(), 'lockstep-resume-'))
const work = mkdtempSync(join(tmpdir(), 'lockstep-own-'))
const sessions = join(home, 'sessions')
const [experiment, module] = [join(work, 'mine.yaml'), join(work, 'mine.mjs')]
const code = 'export const run = (task, { tick }) => { tick(); return task }\n'
let lab: Lab
/** A session of a person's own module that was cancelled after its first trial. */
let interrupted = ''

beforeAll(async () => {
  lab = await createLab({
    version: '0.1.0',
    shell: 'terminal',
    dialogs: null,
    home,
    programs,
    nodePath: process.execPath,
  })
  writeFileSync(module, code)
  writeFileSync(
    experiment,
    `lockstep: 1
title: Mine
workload: { module: ./mine.mjs, size: 1, tasks: 2 }
series: [node/serial]
warmup: 0
laps: 1
rounds: 2
`,
  )
  const ref = { kind: 'file', path: experiment } as const
  const ended = endOfRun(1)
  const asked = await lab.api.start({ experiment: ref, overrides: { seed: 9 }, trusted: [] })
  if (asked.kind !== 'needs-trust') throw new Error(asked.kind)
  const trusted = asked.files.map(({ path, sha256 }) => ({ path, sha256 }))
  const started = await lab.api.start({ experiment: ref, overrides: { seed: 9 }, trusted })
  if (started.kind !== 'started') throw new Error(started.kind)
  interrupted = started.sessionId
  await ended
})
afterAll(async () => {
  await lab.close()
  for (const folder of [home, work]) rmSync(folder, { recursive: true })
})

/** Resolves with the end of the next run, which is cancelled after so many trials. */
function endOfRun(cancelAfter = Infinity): Promise<void> {
  let trials = 0
  return new Promise((resolve) => {
    const unsubscribe = lab.subscribe({
      records(sessionId, records) {
        trials += records.filter(({ record }) => record === 'trial').length
        if (trials >= cancelAfter) void lab.api.cancel(sessionId)
        if (!records.some(({ record }) => record === 'end')) return
        unsubscribe()
        resolve()
      },
      progress: () => undefined,
      sample: () => undefined,
    })
  })
}

/** Resumes a copy of the session whose header is changed. */
async function resumedWith(change: (header: SessionHeader) => object): Promise<ResumeResult> {
  const [header = '', ...others] = readFileSync(lab.sessionPath(interrupted), 'utf8').split('\n')
  const path = join(sessions, 'changed.lockstep')
  const changed = [JSON.stringify(change(JSON.parse(header) as SessionHeader)), ...others].join('\n')
  writeFileSync(path, changed)
  const result = await lab.resume(path, { trusted: [] })
  expect(readFileSync(path, 'utf8')).toBe(changed)
  rmSync(path)
  return result
}

test.each<[string, (header: SessionHeader) => object, string]>([
  [
    'setting of the machine',
    (header) => ({ ...header, machine: { ...header.machine, settings: { governor: 'of another time' } } }),
    'governor was of another time, is ',
  ],
  ['machine', (header) => ({ ...header, machine: { ...header.machine, cores: 64 } }), 'cores was 64, is '],
  [
    'version of a runtime',
    (header) => ({ ...header, runtimes: header.runtimes.map((one) => ({ ...one, version: '1.2.3' })) }),
    'Node was 1.2.3 (',
  ],
  [
    'place of a runtime',
    (header) => ({ ...header, runtimes: header.runtimes.map((one) => ({ ...one, command: ['/opt/node'] })) }),
    'Node was ',
  ],
  [
    'definition',
    (header) => ({ ...header, experiment: { ...header.experiment, definition: { laps: 99 }, hash: '0' } }),
    'mine.yaml is not what it was when the session began',
  ],
  ['age of the file', ({ request: _, ...header }) => header, 'did not yet keep what it takes to continue a session'],
  [
    'place of the experiment',
    (header) => ({ ...header, request: { experiment: { kind: 'file', path: '/nowhere.yaml' }, overrides: {} } }),
    'there is no such file',
  ],
])('a session is not continued, and not changed, because of another %s', async (_what, change, why) => {
  const result = await resumedWith(change)
  expect(result).toEqual({ kind: 'refused', message: expect.stringContaining(why) })
  expect(result).toEqual({ kind: 'refused', message: expect.stringContaining('changed.lockstep cannot be continued') })
})

test('code that has changed is not run on; the same code is asked for again, and then the session is one', async () => {
  writeFileSync(module, `${code}// another\n`)
  const changed = await lab.api.resume({ sessionId: interrupted, trusted: [] })
  expect(changed).toEqual({
    kind: 'refused',
    message: expect.stringContaining('mine.mjs changed since the session began'),
  })
  writeFileSync(module, code)
  const asked = await lab.api.resume({ sessionId: interrupted, trusted: [] })
  if (asked.kind !== 'needs-trust') throw new Error(asked.kind)
  expect(asked.files.map(({ path }) => path)).toEqual([module, experiment])
  const ended = endOfRun()
  const trusted = asked.files.map(({ path, sha256 }) => ({ path, sha256 }))
  expect(await lab.api.resume({ sessionId: interrupted, trusted })).toMatchObject({ kind: 'started' })
  await ended
  const session = await readSession(lab.sessionPath(interrupted))
  expect(session.end).toMatchObject({ reason: 'complete', by: 'rounds' })
  expect(planMistakes(session)).toEqual([])
})

test('what is no session is said so', async () => {
  const path = join(sessions, 'empty.lockstep')
  writeFileSync(path, '')
  expect(await lab.resume(path, { trusted: [] })).toMatchObject({
    kind: 'refused',
    message: expect.stringContaining('empty.lockstep'),
  })
  expect(readFileSync(path, 'utf8')).toBe('')
})
