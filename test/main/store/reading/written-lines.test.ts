import { expect, test } from 'vitest'
import { longSession } from '../../../../testbed/sessions/long-session.ts'
import { sessionRecordSchema, type SessionRecord } from '../../../../experiments/core/session/session.ts'
import { WrittenLines } from '../../../../main/store/reading/written-lines.ts'

const records = [...longSession(2000)]
const [lap, lock, trial] = (['lap', 'lock', 'trial'] as const).map((kind) => recordOf(kind))

function recordOf(kind: SessionRecord['record']): SessionRecord {
  const found = records.findLast(({ record }) => record === kind)
  if (found === undefined) throw new Error(`the simulated session has no ${kind}`)
  return found
}

function knowing(...known: readonly SessionRecord[]): WrittenLines {
  const lines = new WrittenLines()
  for (const record of known) lines.learn(record)
  return lines
}

test('laps, timelines and successful trials are sound as the lab writes them, and nothing else is', () => {
  const lines = knowing(...records)
  const sound = records.filter((record) => lines.isSound(JSON.stringify(record)))
  expect(new Set(sound.map(({ record }) => record))).toEqual(new Set(['lap', 'lock', 'trial']))
  expect(sound).toEqual(records.filter(({ record }) => ['lap', 'lock', 'trial'].includes(record)))
  for (const record of sound) expect(sessionRecordSchema.parse(record)).toEqual(record)
})

test('all that a worker, a trial and a timeline may tell is sound', () => {
  const worker = { startMs: 0, endMs: 1.5e-7, cpuMs: -1 }
  const waits = { coreWaitMs: 1, communicationMs: 2, communicationCpuMs: 3, blockingMs: 4, lockWaitMs: 5.25 }
  const load = { otherCores: 0.2, stolenCores: null, culprits: [] }
  const lines = knowing(...records)
  for (const record of [
    { ...lap, workers: [] },
    { ...lap, workers: [worker, { ...worker, ...waits }] },
    { ...lock, fromMs: 1.25, toMs: 300 },
    { ...lock, holds: [[], [1, 2.5]] },
    { ...trial, monitor: 'off' },
    { ...trial, load },
    { ...trial, pids: [], processStartMs: null, startupMs: null, peakRssBytes: null },
  ]) {
    expect(sessionRecordSchema.safeParse(record).success).toBe(true)
    const keys = Object.keys(record)
    const place = keys.indexOf('monitor')
    // where the lab writes it
    const entries = Object.entries(record)
    if (place > 0) entries.splice(keys.indexOf('outcome') + 1, 0, ...entries.splice(place, 1))
    expect(lines.isSound(JSON.stringify(Object.fromEntries(entries))), JSON.stringify(record)).toBe(true)
  }
})

test.each([
  ['a key too many', { ...lap, note: 'x' }],
  ['a number that is text', { ...lap, cpuMs: '12' }],
  ['a number that is none', { ...lap, cpuMs: Number.NaN }],
  ['a worker without its end', { ...lap, workers: [{ startMs: 0, cpuMs: 1 }] }],
  ['a checksum with a quotation mark', { ...lap, checksum: 'a"b' }],
  ['another source', { ...lock, source: 'guess' }],
  ['a hold that is no number', { ...lock, holds: [[1, null]] }],
  ['a failed trial', { ...trial, outcome: { kind: 'timeout', message: 'slow' } }],
  ['a culprit, whose name may be anything', { ...trial, load: { otherCores: 1, stolenCores: 0, culprits: [{}] } }],
  ['another series', { ...trial, series: 'node/magic' }],
])('of %s nothing is said', (_what, record) => {
  expect(knowing(...records).isSound(JSON.stringify(record))).toBe(false)
})

test.each([
  ['a blank more', (text: string) => text.replace(':', ': ')],
  ['something behind it', (text: string) => `${text} `],
  ['something before it', (text: string) => ` ${text}`],
  ['its end cut off', (text: string) => text.slice(0, -1)],
  ['another order', (text: string) => text.replace(/("trial":\d+),("lap":\d+)/, '$2,$1')],
])('of a line with %s nothing is said', (_what, change) => {
  expect(new WrittenLines().isSound(JSON.stringify(lap))).toBe(true)
  expect(new WrittenLines().isSound(change(JSON.stringify(lap)))).toBe(false)
})

test('the series of a trial counts once a record had it that was read by its schema', () => {
  expect(new WrittenLines().isSound(JSON.stringify(trial))).toBe(false)
  expect(knowing(...(trial === undefined ? [] : [trial])).isSound(JSON.stringify(trial))).toBe(true)
})
