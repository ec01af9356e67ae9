import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { bottlenecks } from '../../experiments/core/bottleneck/bottleneck.ts'
import type { ThemeName } from '../../experiments/core/charts/theme.ts'
import type { Curve } from '../../experiments/core/curves/curve.ts'
import { resultDocument } from '../../experiments/core/report/result-document.ts'
import { resultsCsv } from '../../experiments/core/report/results-csv.ts'
import type { Session } from '../../experiments/core/session/session.ts'
import { findTimeline, type TimelineChoice } from '../../experiments/core/timeline/timelines.ts'
import type { ExportFormat } from '../../preload/contract.ts'
import type { ChartOrder } from './export-job.ts'
import type { ImageFormat } from './canvas/draw-chart.ts'
import { runExporter, type ExporterOptions } from './exporter.ts'
import { lockFigure, speedupFigure, timeFigure, type Figure } from './session-figure.ts'
import { prepareFolder, writeExport } from './write-export.ts'

export { prepareFolder }

export interface SessionExport extends ExporterOptions {
  readonly session: Session
  readonly curves: readonly Curve[]
  /** The session's own file. */
  readonly sessionPath: string
  /** Whose lock timeline is meant; null for the one that is shown first. */
  readonly condition?: TimelineChoice | null
}

export interface ExportedFile {
  readonly fileName: string
  readonly mimeType: string
  readonly bytes: Uint8Array
}

const mimeTypes: Readonly<Record<ExportFormat, string>> = {
  svg: 'image/svg+xml',
  png: 'image/png',
  'lock-svg': 'image/svg+xml',
  'lock-png': 'image/png',
  'time-svg': 'image/svg+xml',
  'time-png': 'image/png',
  csv: 'text/csv',
  json: 'application/json',
  session: 'application/x-ndjson',
}

const endings: Readonly<Record<Exclude<ExportFormat, 'session'>, string>> = {
  svg: '.svg',
  png: '.png',
  'lock-svg': '-lock.svg',
  'lock-png': '-lock.png',
  'time-svg': '-time.svg',
  'time-png': '-time.png',
  csv: '.csv',
  json: '.json',
}

/**
 * One file of a session, as bytes.
 * @throws where the exporter fails or the session's file is gone
 */
export async function exportSession(job: SessionExport, format: ExportFormat, theme: ThemeName): Promise<ExportedFile> {
  job.signal?.throwIfAborted()
  const sessionName = basename(job.sessionPath)
  const stem = sessionName.replace(/\.lockstep$/, '')
  const fileName = format === 'session' ? sessionName : `${stem}${endings[format]}`
  return { fileName, mimeType: mimeTypes[format], bytes: await bytesOf(job, format, theme) }
}

/**
 * Writes the chart, the numbers and a copy of the session into a folder, which is made where it is missing. One file
 * that cannot be written does not keep the others from it.
 * @returns the paths that were written
 * @throws after all that could be written is, with a line for each file that could not
 */
export async function exportToFolder(job: SessionExport, directory: string): Promise<readonly string[]> {
  prepareFolder(directory)
  const written: string[] = []
  const failures: string[] = []
  const keep = (path: string, problem: Error | string | null) => {
    if (problem === null) written.push(path)
    else failures.push(problem instanceof Error ? problem.message : problem)
  }
  // What was measured comes first, pictures of it last.
  const texts = { [basename(job.sessionPath)]: 'session', 'results.json': 'json', 'results.csv': 'csv' } as const
  for (const [name, format] of Object.entries(texts)) {
    job.signal?.throwIfAborted()
    const path = join(directory, name)
    keep(path, await attempt(async () => writeExport(path, await bytesOf(job, format, 'light'))))
  }
  const figures = [
    ['speedup', speedupFigure(job.session, job.curves)],
    ['lock', lockFigureOf(job)],
    ['time', timeFigure(job.session, bottlenecks(job.session))],
  ] as const
  const orders = figures.flatMap(([name, figure]) =>
    (['svg', 'png'] as const).flatMap((format) =>
      figure === null ? [] : [chartOrder(figure, format, 'light', join(directory, `${name}.${format}`))],
    ),
  )
  const drawn = await attempt(async () => {
    for (const [index, answer] of (await runExporter({ charts: orders }, job)).entries()) {
      keep(orders[index]?.path ?? directory, answer.kind === 'failed' ? answer.message : null)
    }
  })
  job.signal?.throwIfAborted()
  if (drawn !== null) failures.push(drawn.message)
  if (failures.length > 0) {
    const rest = written.length === 0 ? 'Nothing was written.' : `Written: ${written.join(', ')}`
    throw new Error(`${failures.join('\n')}\n${rest}`, drawn === null ? {} : { cause: drawn })
  }
  return written
}

async function bytesOf(job: SessionExport, format: ExportFormat, theme: ThemeName): Promise<Uint8Array> {
  const { session, curves, sessionPath } = job
  switch (format) {
    case 'csv':
      return encode(resultsCsv(session, curves))
    case 'json':
      return encode(`${JSON.stringify(resultDocument(session, curves, sessionPath), null, 2)}\n`)
    case 'session':
      return readSessionFile(sessionPath)
    case 'svg':
    case 'png':
      return drawn(job, chartOrder(speedupFigure(session, curves), format, theme, null))
    case 'lock-svg':
    case 'lock-png': {
      const figure = lockFigureOf(job)
      if (figure === null) throw new Error('The session has no lock timeline: none of its series runs threads.')
      return drawn(job, chartOrder(figure, format === 'lock-svg' ? 'svg' : 'png', theme, null))
    }
    case 'time-svg':
    case 'time-png': {
      const figure = timeFigure(session, bottlenecks(session))
      if (figure === null) throw new Error("The session tells of no worker's time: no trial of it was timed.")
      return drawn(job, chartOrder(figure, format === 'time-svg' ? 'svg' : 'png', theme, null))
    }
  }
}

async function drawn(job: SessionExport, order: ChartOrder): Promise<Uint8Array> {
  const [answer] = await runExporter({ charts: [order] }, job)
  if (answer?.kind !== 'bytes') {
    throw new Error(`The chart could not be drawn: ${answer?.kind === 'failed' ? answer.message : 'no answer'}`)
  }
  return Buffer.from(answer.base64, 'base64')
}

/** Null where the session has no timeline. */
function lockFigureOf({ session, condition = null }: SessionExport): Figure | null {
  const facts = findTimeline(session, condition)
  return facts === null ? null : lockFigure(session, facts)
}

function chartOrder(figure: Figure, format: ImageFormat, theme: ThemeName, path: string | null): ChartOrder {
  return { format, path, width: 960, scale: 2, theme, ...figure }
}

async function readSessionFile(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    throw new Error(`cannot read the session file ${path}: it may have been moved or deleted`, { cause: error })
  }
}

async function attempt(work: () => Promise<void>): Promise<Error | null> {
  try {
    await work()
    return null
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

function encode(content: string): Uint8Array {
  return new TextEncoder().encode(content)
}
