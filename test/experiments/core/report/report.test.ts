import { gunzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { curvesOf } from '../../../../experiments/core/curves/speedup.ts'
import type { Block, ReportDocument } from '../../../../experiments/core/report/report-document.ts'
import { reportOf } from '../../../../experiments/core/report/report-of-session.ts'
import { sessionRecordSchema, type Session, type SessionRecord } from '../../../../experiments/core/session/session.ts'
import { header } from '../../../../testbed/scenes/session.ts'
import { foldSession } from '../../../../testbed/sessions/fold-session.ts'

const hashes = { session: 'a'.repeat(64), environment: 'b'.repeat(64) }

function golden(name: string): Session {
  const file = join(import.meta.dirname, '..', '..', '..', 'golden', 'sessions', `${name}.lockstep.gz`)
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trimEnd().split('\n')
  return foldSession(lines.map((line) => sessionRecordSchema.parse(JSON.parse(line))))
}

function reportOn(session: Session): ReportDocument {
  return reportOf(session, curvesOf(session), hashes)
}

function blocksOf<Kind extends Block['kind']>(report: ReportDocument, kind: Kind): Extract<Block, { kind: Kind }>[] {
  return report.blocks.filter((block): block is Extract<Block, { kind: Kind }> => block.kind === kind)
}

function fieldsOf(report: ReportDocument): Readonly<Record<string, string>> {
  const rows = blocksOf(report, 'fields').flatMap((block) => block.rows)
  return Object.fromEntries(rows.map(({ label, value }) => [label, value]))
}

function changed(change: (header: Extract<SessionRecord, { record: 'header' }>) => SessionRecord): Session {
  return foldSession([change(header('made-up'))])
}

test('a report has the question, the answer with its number in the colour of its curve, figures, verdicts and a table', () => {
  const report = reportOn(golden('cpu-bound-old'))
  expect(report.question).toBe('Do threads make CPU-bound work faster?')
  expect(report.answer.map(({ text }) => text).join('')).toMatch(/^Two CPython threads are no faster than one: 0\.96×/)
  expect(report.answer.find(({ colour }) => colour !== undefined)).toMatchObject({ text: '0.96×' })
  expect(report.about).toBe('30 November 2026, 15:14 UTC · 5 rounds in 4 min 27 s · 2 cores')
  expect(blocksOf(report, 'figure')[0]).toMatchObject({ number: 1, figure: 'speedup' })
  expect(blocksOf(report, 'table')[0]?.columns.map(({ title }) => title)).toContain('Speedup')
})

test('a verdict says what the book says, what was measured, and what would make it true here', () => {
  const [{ rows } = { rows: [] }] = blocksOf(reportOn(golden('cpu-bound-old')), 'verdicts')
  const row = rows.find(({ says }) => says.startsWith('One interpreter per thread'))
  expect(row?.measured).toMatch(/^CPython: 2 CPython interpreters: 1\.15× \(0\.77–1\.71×\)/)
  expect(row?.needed).toBe('The whole interval is above 1.3× with a fast core for each worker.')
  const facts = blocksOf(reportOn(golden('race-old')), 'verdicts').flatMap((block) => block.rows)
  expect(facts[0]?.measured).toMatch(/lost in 8 of 8 laps/)
  expect(facts[0]?.needed).not.toBe('')
})

test('a session of facts is shown by the chart of its question, and its tables fit on a few pages', () => {
  const report = reportOn(golden('isolation-old'))
  expect(blocksOf(report, 'figure').map(({ figure }) => figure)).toEqual(['question'])
  const [table] = blocksOf(report, 'table')
  expect(table?.rows.length).toBe(40)
  expect(table?.note).toMatch(/\d+ more rows are in the session\.$/)
})

test('a preview decides nothing in a report', () => {
  const report = reportOn(golden('race'))
  expect(report.about).toContain('preview')
  expect(blocksOf(report, 'verdicts')).toEqual([])
  expect(blocksOf(report, 'paragraph')[0]?.text).toMatch(/^This was a preview\. It decides none/)
})

test('the appendix lets somebody measure the same again, and check the file', () => {
  const fields = fieldsOf(reportOn(golden('cpu-bound-old')))
  expect(fields).toMatchObject({
    Machine: expect.stringContaining('AMD EPYC, 2 cores'),
    Versions: expect.stringMatching(/CPython 3\.13\.5.*Lockstep 0\.1\.0/),
    'Repeat it': 'npm start -- run cpu-bound --rounds 5 --seed 1814437444',
    Definition: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    Surroundings: `sha256:${hashes.environment}`,
    'Session file': `sha256:${hashes.session}`,
  })
})

test('the method says how often, in which order and with which laps it was measured, and what was left out', () => {
  const texts = blocksOf(reportOn(golden('cpu-bound-old')), 'paragraph').map(({ text }) => text)
  expect(texts.at(-1)).toMatch(/in each of 5 rounds, .*seed 1814437444.*2 laps in a trial.*95% interval/)
})

test.each(['cpu-bound', 'race', 'footprint-old', 'lock-handoff-old', 'message-passing', 'convoy-old'])(
  'a report on the session %s tells nobody the name of the machine, or where its programs lie',
  (name) => {
    const session = golden(name)
    const written = JSON.stringify({ ...reportOn(session), figures: [] }, (key, value: unknown) =>
      key === 'data' ? null : value,
    )
    expect(written).not.toContain(session.header.machine.hostname)
    for (const { command } of session.header.runtimes) expect(written).not.toContain(command[0])
  },
)

test('a session without results has a report, which says so', () => {
  const report = reportOn(changed((made) => made))
  expect(blocksOf(report, 'figure')).toEqual([])
  expect(report.about).toContain('not complete')
  expect(blocksOf(report, 'paragraph').at(-1)?.text).toMatch(/^Nothing was measured/)
})

test('a session whose trials all failed says in its report why', () => {
  const made = header('made-up')
  const [first] = made.conditions
  if (first === undefined) throw new Error('the made-up session has no conditions')
  const { series, workers } = first
  const times = { startedAtMs: 0, endedAtMs: 1, pids: [], processStartMs: null, startupMs: null, peakRssBytes: null }
  const outcome = { kind: 'crashed', message: 'it ended with code 3' } as const
  const trial = { record: 'trial', trial: 0, round: 0, series, workers, outcome, ...times } as const
  const report = reportOn(foldSession([made, trial, { record: 'end', atMs: 9, reason: 'failed', message: 'x' }]))
  expect(report.about).toContain('failed')
  expect([...report.answer, ...report.second].map(({ text }) => text).join('')).toMatch(/failed.*code 3/)
  expect(blocksOf(report, 'paragraph').at(-1)?.text).toMatch(/1 trial failed and is left out/)
})

test('text of a stranger becomes one plain line: without control characters, turned reading direction or end', () => {
  const title = `a\u0000\u001b[2J\nb\u202e\u2066c\ufeff\ud800 ${'long '.repeat(1000)}`
  const report = reportOn(
    changed((made) => ({ ...made, experiment: { ...made.experiment, title, question: 'שלום\tعالم' } })),
  )
  expect(report.title).toMatch(/^a\[2J bc \ufffd long/)
  expect(report.title.length).toBeLessThanOrEqual(300)
  expect(report.question).toBe('שלום عالم')
})

test('the command to repeat a run is one command, whatever the file of a stranger is called', () => {
  const file = "/home/you/-x'; rm -rf $HOME #.yaml"
  const report = reportOn(changed((made) => ({ ...made, experiment: { ...made.experiment, file } })))
  expect(fieldsOf(report)['Repeat it']).toMatch(/^npm start -- run '\.\/-x'\\''; rm -rf \$HOME #\.yaml' /)
})

test('the command to repeat a run has what a person chose for it', () => {
  const request = { overrides: { series: ['node/threads'], workers: ['1', 'P'], laps: 3, monitor: 'off' } }
  const report = reportOn(changed((made) => ({ ...made, request })))
  expect(fieldsOf(report)['Repeat it']).toContain('--series node/threads --workers 1,P --laps 3 --monitor off --seed')
})
