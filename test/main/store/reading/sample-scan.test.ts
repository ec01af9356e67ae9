import { expect, test } from 'vitest'
import type { SampleRecord } from '../../../../experiments/core/session/sample.ts'
import { SampleScan } from '../../../../main/store/reading/sample-scan.ts'

const sample: SampleRecord = {
  record: 'sample',
  cores: [0.9123456789012345, 0, 1, 0.05],
  memory: { usedBytes: 6442450944, totalBytes: 17179869184 },
  processes: [
    { pid: 300, role: 'lab', rssBytes: 99_000_000 },
    { pid: 4000, role: 'trial', rssBytes: 41_000_000 },
    { pid: 4001, role: 'worker', rssBytes: 42_000_000 },
  ],
  costMs: 0.3125,
  atMs: 98_765.432,
}

function read(line: string) {
  const before = 'another line\n'
  const bytes = Buffer.from(`${before}${line}\nand one more`)
  const scan = new SampleScan()
  const figures = scan.read(bytes, before.length)
  return scan.end === before.length + Buffer.byteLength(line) ? figures : null
}

test('the figures of a sample are those that its JSON has; memory of the lab itself is left out', () => {
  const figures = read(JSON.stringify(sample))
  expect(figures).toMatchObject({ atMs: 98_765.432, costMs: 0.3125, rssBytes: 83_000_000 })
  for (const [core, load] of sample.cores.entries()) expect(figures?.cores[core]).toBeCloseTo(load, 12)
})

test('threads and what else the system may tell are read with it', () => {
  const more = {
    steal: 0.0125,
    onBattery: true,
    throttles: 3,
    threads: [
      [4000, 4001, 98.5, 1, 7, 2],
      [4000, 4002, 0.4, 0, 1],
    ],
  }
  expect(read(JSON.stringify({ ...sample, ...more }))).toMatchObject({ ...more, rssBytes: 83_000_000 })
  expect(read(JSON.stringify({ ...sample, threads: [] }))).toBeNull()
  expect(read(JSON.stringify({ ...sample, threads: [[1, null]] }))).toBeNull()
})

test('the order of its keys does not matter', () => {
  const { atMs, record, costMs, ...rest } = sample
  expect(read(JSON.stringify({ record, atMs, ...rest, costMs }))).toMatchObject({ atMs, costMs, rssBytes: 83_000_000 })
})

const text = JSON.stringify(sample)
test.each([
  ['another record', text.replace('"sample"', '"lap"')],
  ['a power of ten', text.replace('0.3125', '3.125e-7')],
  ['another role', text.replace('"worker"', '"other"')],
  ['a load that is no number', text.replace('0.05', 'null')],
  ['no cores', text.replace(/"cores":\[[^\]]*\]/, '"cores":[]')],
  ['a key of its own', text.replace('"costMs"', '"note":"x","costMs"')],
  ['a missing figure', text.replace('"costMs":0.3125,', '')],
  ['a line that was cut off', text.slice(0, -1)],
  ['something behind it', `${text}}`],
  ['a number with two points', text.replace('0.3125', '0.31.25')],
])('%s is left to whoever reads JSON', (_what, line) => {
  expect(read(line)).toBeNull()
})
