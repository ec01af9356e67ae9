import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { roundResults } from '../../experiments/core/curves/round-results.ts'
import { workDoubts } from '../../experiments/core/curves/work-doubts.ts'
import { curvesOf } from '../../experiments/core/curves/speedup.ts'
import { resultDocument } from '../../experiments/core/report/result-document.ts'
import { resultsCsv } from '../../testbed/results-csv.ts'
import { readSession } from '../../main/store/reading/session-reader.ts'

/**
 * Sessions that were measured, and results that were worked out, by Lockstep at commit 5ae3a79, before its files moved
 * into rooms. results/ holds the numbers of `results.json`: curves, laws, time split, facts, timelines, verdicts.
 * Since then Karp–Flatt's fractions end at 1, and what is slower than serial has none; a peak takes four worker counts.
 * Counts are whole and have no interval, losses are counted over all laps, and shares are means within 0 and 1.
 * Computing is split by what serial takes, and a wait in blocking calls beyond serial's is unknown under a lock.
 * NAME-old is such a session without the fields that later labs added (load, threads, the waits of a worker), and not a
 * quick one, so that its claims are decided.
 */
const names = readdirSync(join(import.meta.dirname, 'sessions')).map((name) => name.replace('.lockstep.gz', ''))
const unpacked = mkdtempSync(join(tmpdir(), 'lockstep-golden-'))
afterAll(() => {
  rmSync(unpacked, { recursive: true })
})

function golden(file: string): string {
  return gunzipSync(readFileSync(join(import.meta.dirname, file))).toString('utf8')
}

/** A sentence may be put better, and a field may be new; a number, a verdict or the name of a thing may not change. */
function withoutSentences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSentences)
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'string' && value.includes(' ') ? 'a sentence' : value
  }
  const entries = Object.entries(value).filter(([key]) => key !== 'session')
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutSentences(inner)]))
}

test('there are golden sessions of every built-in experiment', () => {
  const catalog = readdirSync(join(import.meta.dirname, '..', '..', 'experiments', 'catalog'))
  const experiments = new Set(names.map((name) => name.replace(/-old$/, '')))
  expect([...experiments].sort()).toEqual(catalog.map((file) => file.replace('.yaml', '')).sort())
})

test.each(names)('the session %s of an earlier Lockstep gives the same curves, claims and exports', async (name) => {
  const path = join(unpacked, `${name}.lockstep`)
  writeFileSync(path, golden(`sessions/${name}.lockstep.gz`))
  const session = await readSession(path)
  const curves = curvesOf(session)
  // what was measured then was the work
  expect(workDoubts(session, roundResults(session))).toEqual([])
  const document: unknown = JSON.parse(JSON.stringify(resultDocument(session, curves, path)))
  const then = withoutSentences(JSON.parse(golden(`results/${name}.json.gz`))) as Record<string, unknown>
  expect(withoutSentences(document)).toMatchObject(then)
  const table = rowsOf(golden(`tables/${name}.csv.gz`))
  expect(rowsOf(resultsCsv(session, curves))).toMatchObject(table)
})

/** A table's cells by their columns' names: a column may be new. */
function rowsOf(csv: string): readonly Readonly<Record<string, string>>[] {
  const [headers = [], ...rows] = csv
    .split('\r\n')
    .map((line) => line.match(/"(?:[^"]|"")*"|[^,]+|(?<=^|,)(?=,|$)/g) ?? [])
  return rows.map((cells) => Object.fromEntries(cells.map((cell, at) => [headers[at] ?? '', cell])))
}
