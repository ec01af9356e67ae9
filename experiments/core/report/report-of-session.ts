import { answerOf } from '../answers/answers.ts'
import type { AnswerPart } from '../answers/answer.ts'
import { seriesStyle } from '../charts/series-styles.ts'
import { chartThemes } from '../charts/theme.ts'
import type { Curve } from '../curves/curve.ts'
import type { SeriesId } from '../names/series.ts'
import type { Session } from '../session/session.ts'
import { formatDuration } from '../text/format-duration.ts'
import { counted } from '../text/format-number.ts'
import { plainText } from '../text/plain-text.ts'
import { appendixOf, type SessionHashes } from './report-appendix.ts'
import type { Block, ReportDocument, Span } from './report-document.ts'
import { reportFigures } from './report-figures.ts'
import { methodText } from './report-method.ts'
import { reportTables } from './report-tables.ts'
import { verdictsOf } from './report-verdicts.ts'

const longestTitle = 300

/** Makes the report on a session: everything that comes from its file becomes plain text here. */
export function reportOf(session: Session, curves: readonly Curve[], hashes: SessionHashes): ReportDocument {
  const { experiment } = session.header
  const answer = answerOf(session, curves)
  const figures = reportFigures(session, curves)
  return {
    title: plainText(experiment.title, longestTitle),
    about: aboutText(session),
    question: plainText(experiment.question),
    answer: spansOf(answer?.sentence ?? []),
    second: spansOf(answer?.second ?? []),
    blocks: [
      ...figures.slice(0, 1),
      ...verdictBlocks(session, curves),
      ...figures.slice(1),
      ...reportTables(session, curves),
      ...warningBlocks(session),
      { kind: 'heading', text: 'How this was measured' },
      { kind: 'paragraph', text: methodText(session) },
      { kind: 'fields', rows: appendixOf(session, hashes) },
    ],
  }
}

function verdictBlocks(session: Session, curves: readonly Curve[]): readonly Block[] {
  const rows = verdictsOf(session, curves)
  if (rows.length === 0) return []
  const heading: Block = { kind: 'heading', text: 'What the textbook says' }
  if (!session.header.quick) return [heading, { kind: 'verdicts', rows }]
  const text = `This was a preview. It decides none of the ${counted(rows.length, 'statement')} that the experiment tests: run it in full.`
  return [heading, { kind: 'paragraph', text }]
}

/** Notes of the plan say what was left out; the appendix has them. */
const mostWarnings = 8

function warningBlocks({ warnings }: Session): readonly Block[] {
  const texts = [
    ...new Set(warnings.filter(({ kind }) => kind !== 'plan').map(({ message }) => plainText(message, 400))),
  ]
  if (texts.length === 0) return []
  const more = texts.length - mostWarnings
  const items = [...texts.slice(0, mostWarnings), ...(more > 0 ? [`${more} more are in the session’s file.`] : [])]
  return [
    { kind: 'heading', text: 'What makes the numbers less certain' },
    { kind: 'list', items },
  ]
}

/** "30 November 2026, 15:14 UTC · 5 rounds in 4 min 12 s · 2 cores · preview". */
function aboutText({ header, end, trials }: Session): string {
  const rounds = new Set(trials.filter(({ outcome }) => outcome.kind === 'ok').map(({ round }) => round)).size
  const state = end === null ? 'not complete' : end.reason === 'complete' ? '' : end.reason
  return [
    dateText(header.startedAt),
    `${counted(rounds, 'round')}${end === null ? '' : ` in ${formatDuration(end.atMs)}`}`,
    counted(header.machine.usableCores, 'core'),
    header.quick ? 'preview' : '',
    state,
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

const months = 'January February March April May June July August September October November December'.split(' ')

function dateText(iso: string): string {
  const [year = '', month = '1', day = '1'] = iso.slice(0, 10).split('-')
  return `${Number(day)} ${months[Number(month) - 1] ?? month} ${year}, ${iso.slice(11, 16)} UTC`
}

function spansOf(parts: readonly AnswerPart[]): readonly Span[] {
  return parts.map(({ text, series, range = false }) => {
    // a blank at either end keeps the parts of a sentence apart
    const [before, after] = [/^\s/.test(text) ? ' ' : '', /\s$/.test(text) ? ' ' : '']
    const plain = `${before}${plainText(text)}${after}`
    return series === undefined ? { text: plain, range } : { text: plain, range, colour: textColour(series) }
  })
}

function textColour(series: SeriesId): string {
  return chartThemes.light.colours[seriesStyle(series).colour].text
}
