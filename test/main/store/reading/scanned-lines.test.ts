import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { SampleFigures } from '../../../../experiments/core/session/sample-thinning.ts'
import { programsIn } from '../../../../main/system/programs.ts'
import { eachLine, type TakeLine } from '../../../../main/store/reading/record-lines.ts'
import { eachScannedLine } from '../../../../main/store/reading/scanned-lines.ts'
import { portionBytes } from '../../../../main/store/reading/scanned-portion.ts'
import { readSession } from '../../../../main/store/reading/session-reader.ts'
import { longSession } from '../../../../testbed/sessions/long-session.ts'
import { sampleAt } from '../../../../testbed/scenes/session.ts'

const { scanner } = programsIn(join(import.meta.dirname, '..', '..', '..', '..', 'out', 'main'))

function fileOf(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-test-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  const path = join(folder, 'x.lockstep')
  writeFileSync(path, text)
  return path
}

interface FoundLine {
  readonly text: string
  readonly figures: SampleFigures | null
}

async function linesBy(each: (take: TakeLine) => Promise<void>): Promise<readonly FoundLine[]> {
  const lines: FoundLine[] = []
  await each((bytes, start, end, figures) => {
    lines.push({ text: bytes.toString('utf8', start, end), figures: structuredClone(figures) })
  })
  return lines
}

async function expectSameLines(text: string): Promise<void> {
  const path = fileOf(text)
  const plain = await linesBy((take) => eachLine(path, take))
  for (const headStart of [0, 1, 1000]) {
    expect(await linesBy((take) => eachScannedLine(path, scanner, take, headStart))).toEqual(plain)
  }
}

const sample = sampleAt(1200, 3)
const samples = Array.from({ length: 400 }, (_, index) => JSON.stringify(sampleAt(index * 100, 1 + (index % 7))))
const more = {
  steal: 0.0125,
  onBattery: true,
  throttles: 3,
  threads: [
    [4000, 4001, 98.5, 1, 7, 2],
    [1, 2, 3],
  ],
}

test.each([
  ['an empty file', ''],
  ['a file that ends without a line end', samples.join('\n')],
  ['empty lines and lines with a carriage return', `\n\n${samples.join('\r\n\n')}\n\n`],
  ['all that a sample may tell', `${JSON.stringify({ ...sample, ...more })}\n${JSON.stringify(sample)}\n`],
  ['damaged samples', samples.map((line, index) => line.slice(0, -(index % 3) || undefined)).join('\n')],
  ['a sample with something behind it', `${samples.join('\n')}{}\n${samples.join(' \n')}`],
  [
    'a line longer than several portions',
    `${samples.join('\n')}\n${'ä'.repeat(2 * portionBytes)}\n${samples.join('\n')}`,
  ],
  ['a last line longer than several portions', `${samples.join('\n')}\n${'x'.repeat(3 * portionBytes)}`],
  [
    'more numbers than there is room for',
    `${JSON.stringify({ ...sample, cores: Array(portionBytes / 2).fill(1) })}\n{}`,
  ],
])('with a thread the lines and figures are the same: %s', async (_what, text) => {
  await expectSameLines(text)
})

test('with a thread the lines are the same wherever a portion ends within or between them', async () => {
  for (const before of [-2, -1, 0, 1, 2]) {
    const first = 'x'.repeat(portionBytes + before)
    await expectSameLines(`${first}\n${samples.join('\n')}\n`)
    await expectSameLines(`${first.slice(0, -10)}\n1\n22\n333\n${samples.join('\n')}`)
  }
})

test('of a long session the records are the same with a thread as without it', async () => {
  const text = [...longSession(40_000)].map((record) => `${JSON.stringify(record)}\n`).join('')
  expect(text.length).toBeGreaterThan(16 * 1024 * 1024)
  const path = fileOf(text)
  const records = await readSession(path)
  // toEqual would take long, and not see a last digit
  expect(JSON.stringify(await readSession(path, scanner)) === JSON.stringify(records)).toBe(true)

  const damaged = fileOf(`${text.slice(0, 9_000_000)}\n${text.slice(9_000_000)}`)
  const message = (read: Promise<unknown>) => read.then(() => 'was read', String)
  expect(await message(readSession(damaged))).toMatch(/:\d+: is no /)
  expect(await message(readSession(damaged, scanner))).toBe(await message(readSession(damaged)))
})

test('where there is no such thread, reading a long session fails and does not wait', async () => {
  const path = fileOf('{}\n')
  await expect(eachScannedLine(path, join(tmpdir(), 'no-such-program.js'), () => undefined, 0)).rejects.toThrow(
    'no-such-program',
  )
})
