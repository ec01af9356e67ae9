import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { longSession } from '../../../../testbed/sessions/long-session.ts'
import type { SessionRecord } from '../../../../experiments/core/session/session.ts'
import { programsIn } from '../../../../main/system/programs.ts'
import { readSession } from '../../../../main/store/reading/session-reader.ts'
import { readSessionText } from '../../../../main/store/reading/session-text.ts'

const { scanner } = programsIn(join(import.meta.dirname, '..', '..', '..', '..', 'out', 'main'))

function fileOf(lines: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-test-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  const path = join(folder, 'x.lockstep')
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}

function linesOf(records: number): string[] {
  return [...longSession(records)].map((record) => JSON.stringify(record))
}

/** As a window puts them together. */
async function textOf(path: string): Promise<{ readonly records: readonly SessionRecord[]; readonly parts: number }> {
  const parts: SessionRecord[][] = []
  const answer = await readSessionText(path, scanner, ({ text }) => parts.push(JSON.parse(text) as SessionRecord[]))
  return { records: [...(JSON.parse(answer.text) as SessionRecord[]), ...parts.flat()], parts: parts.length }
}

test.each([
  ['a short session comes in one piece', 2000, 0],
  ['a long one comes in parts', 100_000, 2],
])('%s, with the records that the file has', async (_what, records, atLeast) => {
  const path = fileOf(linesOf(records))
  const text = await textOf(path)
  expect(text.parts).toBeGreaterThanOrEqual(atLeast)
  expect(text.parts === 0).toBe(atLeast === 0)
  expect(text.records).toEqual(await readSession(path))
})

test('lines that somebody else has written come out as the schema has them', async () => {
  const written = linesOf(2000)
  const others = written.map((line, index) => {
    const record = JSON.parse(line) as Record<string, unknown>
    if (index % 3 === 0) return JSON.stringify(record, null, 1).replaceAll('\n', '')
    const { fromMs: _from, toMs: _to, source: _source, ...rest } = record
    return index % 3 === 1 ? JSON.stringify(rest) : JSON.stringify({ ...rest, note: 'ä', fromMs: null, toMs: null })
  })
  const path = fileOf(others)
  const { records } = await textOf(path)
  expect(records).toEqual(await readSession(path))
  expect(JSON.stringify(records)).not.toContain('ä')
})

test('what is wrong with a file is said as elsewhere', async () => {
  const lines = linesOf(2000)
  for (const bad of [
    ['{}', ...lines],
    [...lines.slice(0, 3), '{"record":"lap"}', ...lines.slice(3)],
    lines.slice(1),
    [''],
    [lines[0]?.replace('"format":1', '"format":99') ?? '', ...lines.slice(1)],
  ]) {
    const path = fileOf(bad)
    const message = await readSession(path).then(String, String)
    expect(message).toContain('SessionUnreadable')
    expect(await textOf(path).then(String, String)).toBe(message)
  }
})

test('a last line that was cut off is left out', async () => {
  const lines = linesOf(2000)
  const path = fileOf([...lines.slice(0, -1), lines.at(-1)?.slice(0, 20) ?? ''])
  expect((await textOf(path)).records).toEqual(await readSession(path))
})
