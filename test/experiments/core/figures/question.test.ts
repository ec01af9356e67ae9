import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { chartThemes } from '../../../../experiments/core/charts/theme.ts'
import { claimData } from '../../../../experiments/core/claims/claim-data.ts'
import { curvesOf } from '../../../../experiments/core/curves/speedup.ts'
import { paperSizes, paperWidthPx } from '../../../../experiments/core/figures/paper.ts'
import { questionFigure, type QuestionChart } from '../../../../experiments/core/figures/question.ts'
import type { ChartName } from '../../../../experiments/core/names/chart-names.ts'
import { sessionRecordSchema, type Session } from '../../../../experiments/core/session/session.ts'
import { probeSession } from '../../../../testbed/sessions/fact-rounds.ts'
import { foldSession } from '../../../../testbed/sessions/fold-session.ts'
import { drawn, type DrawnText } from './drawing.ts'

function golden(name: string, chart: ChartName): Session {
  const packed = join(import.meta.dirname, '..', '..', '..', 'golden', 'sessions', `${name}.lockstep.gz`)
  const lines = gunzipSync(readFileSync(packed)).toString('utf8').trim().split('\n')
  return declaring(foldSession(lines.map((line) => sessionRecordSchema.parse(JSON.parse(line)))), chart)
}

function declaring(session: Session, chart: ChartName): Session {
  const { header } = session
  const old = header.experiment.definition
  const definition = typeof old === 'object' && old !== null && !Array.isArray(old) ? { ...old, chart } : { chart }
  return { ...session, header: { ...header, experiment: { ...header.experiment, definition } } }
}

function chartOf(session: Session): QuestionChart | null {
  return questionFigure.dataOf({ header: session.header, data: claimData(session, curvesOf(session)) })
}

const charts: readonly (readonly [session: string, chart: ChartName, axes: readonly string[], value: string])[] = [
  ['isolation', 'write-seen', ['Workers', 'How many of them'], '3 of 3'],
  ['start-up', 'start-times', ['What is started', 'Time to its first own instruction, ms, logarithmic'], '34.5 ms'],
  ['footprint', 'memory-per-worker', ['One more worker', 'Memory that it adds, MiB'], '7.74 MiB'],
  ['message-passing', 'message-times', ['payload, logarithmic', 'Round trip'], '64 MiB'],
  ['interrupt', 'stops', ['A worker that loops', 'Is it stopped, and is its memory back?'], '64.0 MiB'],
  [
    'race',
    'lost-increments',
    ['How a worker counts', 'Increments lost in a lap: fewest, median, most'],
    '0–2,767,297 (5 of 8)',
  ],
  [
    'lock-handoff-old',
    'hold-times',
    ['Switch interval that was set, ms (logarithmic)', 'Time that the lock was held, ms'],
    '20',
  ],
  ['refcount', 'references', ['What became of an object', 'Objects of our model'], '326 of 2,048'],
  [
    'convoy',
    'latencies',
    ['A thread that answers', 'Time that 95% of answers take at most, ms, logarithmic'],
    '5.40 ms',
  ],
  ['extension', 'kernels', ['What the threads call', 'Speedup compared with one thread'], '1.59×'],
]

test.each(charts)('%s draws %s with both axes named, also in a column of a paper', (name, chart, axes, value) => {
  const data: QuestionChart | null = JSON.parse(JSON.stringify(chartOf(golden(name, chart)))) as QuestionChart | null
  if (data === null) throw new Error('nothing to draw')
  for (const paper of [paperSizes.column, paperSizes.word]) {
    const width = paperWidthPx(paper)
    const height = questionFigure.heightPx(data, width)
    const texts = { title: '', subtitle: '', footer: '' }
    const figure = drawn(questionFigure.draw(data, { theme: chartThemes.light, texts, paper }), width, height)
    expect(figure.numbers.every(Number.isFinite)).toBe(true)
    const written = figure.texts.map(({ text }) => text)
    for (const text of [...axes, value]) expect(written).toContain(text)
    expect(outside(figure.texts, width, height)).toEqual([])
    expect(overlapping(figure.texts)).toEqual([])
  }
})

function outside(texts: readonly DrawnText[], width: number, height: number): readonly string[] {
  return texts.flatMap(({ text, left, right, top, bottom }) =>
    left < -1 || right > width + 1 || top < -1 || bottom > height + 1 ? [text] : [],
  )
}

function overlapping(texts: readonly DrawnText[]): readonly string[] {
  return texts.flatMap((one, at) =>
    texts
      .slice(at + 1)
      .filter(
        (other) =>
          one.left < other.right - 1 &&
          other.left < one.right - 1 &&
          one.top < other.bottom - 1 &&
          other.top < one.bottom - 1,
      )
      .map((other) => `${one.text} / ${other.text}`),
  )
}

test('an experiment that declares the curves of a speedup has no second chart', () => {
  expect(chartOf(declaring(probeSession({ 'node/threads': { 2: [{ pids: 1 }] } }), 'speedup'))).toBeNull()
})

test('a session without what its chart takes has none', () => {
  expect(chartOf(declaring(probeSession({ 'node/threads': { 2: [{ pids: 1 }] } }), 'latencies'))).toBeNull()
})

test('losses that came in some laps only are shown from none to the most, and not as their median alone', () => {
  const facts = { increments: 100, 'lost-read-call-write': [0, 0, 80], 'lost-protected': [0, 0, 0] }
  const chart = chartOf(declaring(probeSession({ 'cpython/threads': { 2: [facts] } }), 'lost-increments'))
  expect(chart).toMatchObject({
    kind: 'rows',
    rows: { groups: [{ rows: [{ value: 0, low: 0, high: 40, text: '0–80 (1 of 3)' }, { text: 'none (0 of 3)' }] }] },
  })
})
