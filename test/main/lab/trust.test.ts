import { createHash } from 'node:crypto'
import { appendFileSync, chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { SessionRecord } from '../../../experiments/core/session/session.ts'
import { createLab, type Lab } from '../../../main/lab/lab.ts'
import { TrustedFiles } from '../../../main/store/trusted-files.ts'
import type { StartResult, TrustQuestion } from '../../../preload/contract.ts'
import type { StartRequest } from '../../../preload/requests.ts'
import { programs } from '../trial-programs/trial-harness.ts'

const folder = mkdtempSync(join(tmpdir(), 'lockstep-trust-'))
const home = join(folder, 'home')
const file = join(folder, 'mine.yaml')
const module = join(folder, 'mine.mjs')
const experiment = `lockstep: 1
title: Mine
workload: { module: ./mine.mjs, size: 1, tasks: 4 }
series: [node/serial]
workers: [1]
warmup: 0
laps: 1
rounds: 500
`
const code = 'export function run(task) { return task }\n'
let lab: Lab
let records: SessionRecord[] = []

beforeAll(async () => {
  lab = await createLab({ version: '0', shell: 'terminal', dialogs: null, home, programs, nodePath: process.execPath })
  lab.subscribe({
    records: (_id, some) => records.push(...some),
    progress: () => undefined,
    sample: () => undefined,
  })
  writeFileSync(file, experiment)
  writeFileSync(module, code)
})
afterEach(async () => {
  const id = lab.runningSession()
  if (id !== null) await lab.api.cancel(id)
  await expect.poll(() => lab.runningSession()).toBeNull()
  writeFileSync(file, experiment)
  writeFileSync(module, code)
  rmSync(join(home, 'trusted-files.json'), { force: true })
  records = []
})
afterAll(async () => {
  await lab.close()
  rmSync(folder, { recursive: true })
})

function start(answer: Pick<StartRequest, 'trusted' | 'remember'> = { trusted: [] }): Promise<StartResult> {
  return lab.api.start({ experiment: { kind: 'file', path: file }, overrides: {}, ...answer })
}

async function asked(answer?: Pick<StartRequest, 'trusted' | 'remember'>): Promise<TrustQuestion> {
  const result = await start(answer)
  if (result.kind !== 'needs-trust') throw new Error(`it was not asked: ${result.kind}`)
  return result
}

function agreeTo({ files }: TrustQuestion): Pick<StartRequest, 'trusted'> {
  return { trusted: files.map(({ path, sha256 }) => ({ path, sha256 })) }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

test('a run of one’s own code is asked about with the path, the hash and the text of each file', async () => {
  expect(await asked()).toEqual({
    kind: 'needs-trust',
    files: [
      { path: module, sha256: sha256(code), text: code, hiddenBytes: 0, changed: false },
      { path: file, sha256: sha256(experiment), text: experiment, hiddenBytes: 0, changed: false },
    ],
    others: [],
    message: null,
  })
})

test.each([
  ['module', module],
  ['experiment', file],
])('an agreement is void once the %s is another, and the new question says so', async (_what, changed) => {
  const agreed = agreeTo(await asked())
  appendFileSync(changed, '\n')
  const again = await asked(agreed)
  expect(again.message).toBe(`${changed} has changed since you agreed to run this.`)
  expect(again.files.filter((one) => one.changed).map(({ path }) => path)).toEqual([changed])
  expect(lab.runningSession()).toBeNull()
  expect(await start(agreeTo(again))).toMatchObject({ kind: 'started' })
})

test('an agreement to some of the files, or to their content under other names, is none', async () => {
  const { trusted } = agreeTo(await asked())
  expect(await start({ trusted: trusted.slice(0, 1) })).toMatchObject({ kind: 'needs-trust' })
  const elsewhere = trusted.map((one) => ({ ...one, path: `${one.path}.copy` }))
  expect(await start({ trusted: elsewhere })).toMatchObject({ kind: 'needs-trust', message: null })
})

test('the header holds the hashes, and a module that changes in the middle of a run ends it, by name', async () => {
  const question = await asked()
  expect(await start(agreeTo(question))).toMatchObject({ kind: 'started' })
  await expect
    .poll(() => records.filter(({ record }) => record === 'trial').length, { timeout: 30_000 })
    .toBeGreaterThan(1)
  expect(records[0]).toMatchObject({ record: 'header', experiment: { files: agreeTo(question).trusted } })
  writeFileSync(module, 'export function run(task) { return 2 * task }\n')
  await expect
    .poll(() => records.at(-1), { timeout: 30_000 })
    .toMatchObject({
      record: 'end',
      reason: 'failed',
      message: expect.stringContaining(`${module} has changed since the run began`),
    })
  const outcomes = records.flatMap((one) => (one.record === 'trial' ? one.outcome.kind : []))
  expect(new Set(outcomes)).toEqual(new Set(['ok']))
  // the file says it too, for whoever opens the session later
  const id = records.find((one) => one.record === 'header')?.id
  expect(await lab.api.sessions()).toContainEqual(expect.objectContaining({ id, state: 'failed' }))
})

test('files that are trusted for good are not asked about until one of them changes', async () => {
  const agreement = agreeTo(await asked())
  expect(await start({ ...agreement, remember: agreement.trusted })).toMatchObject({ kind: 'started' })
  await lab.api.cancel(lab.runningSession() ?? '')
  await expect.poll(() => lab.runningSession()).toBeNull()
  expect(await start()).toMatchObject({ kind: 'started' })
  await lab.api.cancel(lab.runningSession() ?? '')
  await expect.poll(() => lab.runningSession()).toBeNull()
  appendFileSync(module, '// more\n')
  expect((await asked()).message).toBe(`${module} has changed since you agreed to run this.`)
  writeFileSync(module, code)
  expect(await start()).toMatchObject({ kind: 'started' })
})

test('the folder of a course is trusted at once, by the content of all its experiments and their code', async () => {
  const second = join(folder, 'second.yaml')
  const secondCode = join(folder, 'second.mjs')
  writeFileSync(second, experiment.replace(/module: [^,} ]+/, 'module: ./second.mjs'))
  writeFileSync(secondCode, code)
  writeFileSync(join(folder, 'broken.yaml'), 'lockstep: [')
  try {
    const question = await asked()
    expect(question.others.map(({ path }) => path)).toEqual([secondCode, second])
    const agreement = agreeTo(question)
    const remember = [...agreement.trusted, ...question.others]
    expect(await start({ ...agreement, remember })).toMatchObject({ kind: 'started' })
    await lab.api.cancel(lab.runningSession() ?? '')
    await expect.poll(() => lab.runningSession()).toBeNull()
    const other: StartRequest = { experiment: { kind: 'file', path: second }, overrides: {}, trusted: [] }
    expect(await lab.api.start(other)).toMatchObject({ kind: 'started' })
    await lab.api.cancel(lab.runningSession() ?? '')
    await expect.poll(() => lab.runningSession()).toBeNull()
    appendFileSync(secondCode, '// more\n')
    expect(await lab.api.start(other)).toMatchObject({ kind: 'needs-trust' })
  } finally {
    for (const path of [second, secondCode, join(folder, 'broken.yaml')]) rmSync(path)
  }
})

test('a list of trusted files from another machine, or that others may write, trusts nothing', async () => {
  const path = join(home, 'trusted-files.json')
  const files = agreeTo(await asked()).trusted
  writeFileSync(path, JSON.stringify({ chosenOn: 'f'.repeat(64), files }))
  expect(await start()).toMatchObject({ kind: 'needs-trust' })
  await new TrustedFiles(home).add(files)
  expect(await new TrustedFiles(home).list()).toEqual(files)
  // Windows has no such modes.
  if (process.platform === 'win32') return
  expect(statSync(path).mode & 0o777).toBe(0o600)
  chmodSync(path, 0o666)
  expect(await start()).toMatchObject({ kind: 'needs-trust' })
})

test('code that would not be seen is written out, and of a long file the question says how much is not shown', async () => {
  const hidden = `run = () => 1 // \u202e x\u200b\u001b[8m\n`
  writeFileSync(module, `${hidden}${' '.repeat(300 * 1024)}`)
  const [shown] = (await asked()).files
  expect(shown?.text.split('\n')[0]).toBe(String.raw`run = () => 1 // \u{202e} x\u{200b}\u{1b}[8m`)
  expect(shown?.hiddenBytes).toBe(Buffer.byteLength(hidden) + 300 * 1024 - 256 * 1024)
})
