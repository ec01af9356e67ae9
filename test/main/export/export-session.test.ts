import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { exportSession, exportToFolder, prepareFolder } from '../../../main/export/export-session.ts'
import { madeUpExport, madeUpExportWithLock } from './made-up-session.ts'
import { pixelsOf, withoutFonts } from './pixels.ts'

const sessionName = '2026-11-23-cpu-bound.lockstep'
const sessionText = '{"record":"header"}\n'
let folder = ''
let sessionPath = ''

function speedup(image: 'svg' | 'png' | 'pdf') {
  return { kind: 'figure', figure: 'speedup', image, paper: 'screen' } as const
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-session-'))
  sessionPath = join(folder, sessionName)
  writeFileSync(sessionPath, sessionText)
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

test.each([
  [speedup('svg'), '2026-11-23-cpu-bound-speedup.svg', 'image/svg+xml'],
  [speedup('png'), '2026-11-23-cpu-bound-speedup.png', 'image/png'],
  [speedup('pdf'), '2026-11-23-cpu-bound-speedup.pdf', 'application/pdf'],
  [{ kind: 'table', table: 'results', text: 'csv' }, '2026-11-23-cpu-bound-results.csv', 'text/csv'],
  [{ kind: 'table', table: 'results', text: 'tex' }, '2026-11-23-cpu-bound-results.tex', 'application/x-tex'],
  [{ kind: 'json' }, '2026-11-23-cpu-bound.json', 'application/json'],
  [{ kind: 'session' }, sessionName, 'application/x-ndjson'],
] as const)('as %j, a session is a file with a name and a type', async (format, fileName, mimeType) => {
  const file = await exportSession(madeUpExport(sessionPath), format)
  expect(file).toMatchObject({ fileName, mimeType })
  expect(file.bytes.length).toBeGreaterThan(10)
})

test('the session file is copied byte for byte', async () => {
  const { bytes } = await exportSession(madeUpExport(sessionPath), { kind: 'session' })
  expect(new TextDecoder().decode(bytes)).toBe(sessionText)
})

test('the chart says which experiment it is, its question, the machine, the date and the version', async () => {
  const { bytes } = await exportSession(madeUpExport(sessionPath), speedup('svg'))
  const svg = new TextDecoder().decode(bytes)
  for (const said of [
    'CPU-bound work and the lock',
    'Do threads make CPU-bound work faster?',
    'bars are 95% ranges',
    'Example CPU 8-core, 3.4 GHz',
    '2026-11-23 14:02 UTC',
    'Lockstep 0.1.0',
  ]) {
    expect(svg).toContain(said)
  }
})

test('the chart of a cancelled quick run says that it is one', async () => {
  const job = madeUpExport(sessionPath)
  const end = { record: 'end', atMs: 1, reason: 'cancelled', message: '' } as const
  const session = { ...job.session, end, header: { ...job.session.header, quick: true } }
  const { bytes } = await exportSession({ ...job, session }, speedup('svg'))
  expect(new TextDecoder().decode(bytes)).toContain('quick run, cancelled')
})

test('a folder gets the chart twice, the numbers twice and the session', async () => {
  const target = join(folder, 'made', 'for it')
  const written = await exportToFolder(madeUpExport(sessionPath), target)
  const names = [sessionName, 'claims.csv', 'results.csv', 'results.json', 'speedup.png', 'speedup.svg']
  expect(readdirSync(target).sort()).toEqual(names.sort())
  expect(written.toSorted()).toEqual(names.map((name) => join(target, name)).sort())
  expect(readFileSync(join(target, sessionName), 'utf8')).toBe(sessionText)
  expect(JSON.parse(readFileSync(join(target, 'results.json'), 'utf8'))).toMatchObject({ experiment: 'cpu-bound' })
  expect(readFileSync(join(target, 'results.csv'), 'utf8').split('\r\n').length).toBe(12)
  expect(await pixelsOf(readFileSync(join(target, 'speedup.png')))).toMatchObject({ width: 1920, height: 1200 })
})

test('a folder gets the lock timeline twice too, where the session has one', async () => {
  const target = join(folder, 'with-lock')
  await exportToFolder(madeUpExportWithLock(sessionPath), target)
  expect(readdirSync(target)).toEqual(expect.arrayContaining(['lock.png', 'lock.svg', 'speedup.svg']))
  const svg = readFileSync(join(target, 'lock.svg'), 'utf8')
  for (const said of ['4 CPython threads', 'One holder at a time', 'worker 4', 'switch interval 5 ms', '2026-11-23']) {
    expect(svg).toContain(said)
  }
  expect(withoutFonts(svg)).not.toMatch(/NaN|undefined|Infinity/)
  expect(await pixelsOf(readFileSync(join(target, 'lock.png')))).toMatchObject({ width: 1920 })
  expect(JSON.parse(readFileSync(join(target, 'results.json'), 'utf8'))).toMatchObject({
    timelines: expect.arrayContaining([
      expect.objectContaining({ series: 'cpython/threads', workers: 2, source: 'gaps', rounds: 2 }),
    ]) as unknown,
  })
})

test('a folder gets where the time goes twice too, with a sentence for each curve', async () => {
  const target = join(folder, 'with-time')
  await exportToFolder(madeUpExportWithLock(sessionPath), target)
  const svg = readFileSync(join(target, 'time.svg'), 'utf8')
  for (const said of ['Where the workers’ time goes', 'CPython threads', 'waiting for the lock', '× 8', 'computing']) {
    expect(svg).toContain(said)
  }
  expect(withoutFonts(svg)).not.toMatch(/NaN|undefined|Infinity/)
  expect(await pixelsOf(readFileSync(join(target, 'time.png')))).toMatchObject({ width: 1920 })
})

test('a session whose laps say nothing of their workers says so where their time is asked for', async () => {
  await expect(
    exportSession(madeUpExport(sessionPath), { kind: 'figure', figure: 'time', image: 'svg', paper: 'screen' }),
  ).rejects.toThrow(/no worker's time/)
})

test('of several lock timelines the one that was asked for is exported, under a name of its own', async () => {
  const job = {
    ...madeUpExportWithLock(sessionPath),
    view: { condition: { series: 'node/threads', workers: 2 } as const },
  }
  const { fileName, mimeType, bytes } = await exportSession(job, {
    kind: 'figure',
    figure: 'lock',
    image: 'svg',
    paper: 'screen',
    theme: 'dark',
  })
  expect([fileName, mimeType]).toEqual(['2026-11-23-cpu-bound-lock.svg', 'image/svg+xml'])
  expect(new TextDecoder().decode(bytes)).toContain('2 Node threads')
})

test('a session without a lock timeline says so where one is asked for', async () => {
  await expect(
    exportSession(madeUpExport(sessionPath), { kind: 'figure', figure: 'lock', image: 'png', paper: 'screen' }),
  ).rejects.toThrow(/no lock timeline/)
})

test('exporting into the folder of the session leaves the session as it is', async () => {
  await exportToFolder(madeUpExport(sessionPath), folder)
  expect(readFileSync(sessionPath, 'utf8')).toBe(sessionText)
})

test('a file where the folder should be is named, with what to do, and kept', async () => {
  const target = join(folder, 'notes')
  writeFileSync(target, 'mine')
  expect(() => {
    prepareFolder(target)
  }).toThrow(/notes: a file of that name is in the way: move it/)
  await expect(exportToFolder(madeUpExport(sessionPath), target)).rejects.toThrow(/notes.*in the way/)
  expect(() => {
    prepareFolder(join(target, 'below'))
  }).toThrow(/below: a part of that path is a file/)
  expect(readFileSync(target, 'utf8')).toBe('mine')
})

test('what cannot be written is named, and all the rest is written', async () => {
  mkdirSync(join(folder, 'results.csv'))
  mkdirSync(join(folder, 'speedup.svg'))
  const failing = exportToFolder(madeUpExport(sessionPath), folder)
  await expect(failing).rejects.toThrow(
    /results\.csv: a folder of that name[^]*speedup\.svg: a folder[^]*Written:.*speedup\.png/,
  )
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(['results.json', 'speedup.png']))
})

test('a session file that is gone is an error that names it', async () => {
  rmSync(sessionPath)
  await expect(exportSession(madeUpExport(sessionPath), { kind: 'session' })).rejects.toThrow(sessionPath)
  await expect(exportToFolder(madeUpExport(sessionPath), folder)).rejects.toThrow(/cannot read the session file/)
  expect(readdirSync(folder)).toContain('results.json')
})

test('without the exporter the numbers are written all the same', async () => {
  const job = { ...madeUpExport(sessionPath), programs: { exporter: join(folder, 'none.js') } }
  await expect(exportToFolder(job, folder)).rejects.toThrow(/draws charts[^]*Written:.*results\.csv/)
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(['results.csv', 'results.json', sessionName]))
})
