import { expect, test } from 'vitest'
import type { MonitorReport, TakenSample } from '../../../main/monitor/messages.ts'
import { ReportBatch } from '../../../main/monitor/report-batch.ts'
import { sample } from '../../../testbed/fake-lab.ts'

function takenAt(clockMs: number): TakenSample {
  const { atMs: _atMs, ...rest } = sample
  return { clockUs: clockMs * 1e3, sample: rest }
}

/** @returns how many samples each report had, with one sample every so often */
function sizes(intervalMs: number, count: number): readonly number[] {
  const reports: MonitorReport[] = []
  const batch = new ReportBatch((report) => reports.push(report))
  for (let index = 0; index < count; index++) batch.add(takenAt(index * intervalMs), intervalMs)
  return reports.map((report) => (report.type === 'samples' ? (JSON.parse(report.text) as unknown[]).length : 0))
}

test('of ten samples a second three are reported together; those that come seldom are reported at once', () => {
  expect(sizes(100, 9)).toEqual([3, 3, 3])
  expect(sizes(20, 22)).toEqual([11, 11])
  expect(sizes(250, 3)).toEqual([1, 1, 1])
  expect(sizes(1000, 2)).toEqual([1, 1])
})

test('what is held is reported when it is asked for, a memory limit at once', () => {
  const reports: MonitorReport[] = []
  const batch = new ReportBatch((report) => reports.push(report))
  batch.add(takenAt(0), 100)
  batch.overLimit(7, 12)
  batch.flush()
  batch.flush()
  expect(reports).toEqual([
    { type: 'over-limit', pid: 7, rssBytes: 12 },
    { type: 'samples', text: JSON.stringify([takenAt(0)]) },
  ])
})
