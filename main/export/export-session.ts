import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { ThemeName } from '../../experiments/core/charts/theme.ts'
import type { SeriesPair } from '../../experiments/core/curves/contrast.ts'
import type { Curve } from '../../experiments/core/curves/curve.ts'
import { figureWidthPx } from '../../experiments/core/figures/figure.ts'
import { figureIds, findFigure, type FigureId } from '../../experiments/core/figures/figures.ts'
import { footerText } from '../../experiments/core/figures/footer-text.ts'
import { sessionResults, type SessionResults } from '../../experiments/core/figures/session-results.ts'
import { resultDocument } from '../../experiments/core/report/result-document.ts'
import { resultsCsv } from '../../experiments/core/report/results-csv.ts'
import type { Session } from '../../experiments/core/session/session.ts'
import type { TimelineChoice } from '../../experiments/core/timeline/timelines.ts'
import type { ExportFormat } from '../../preload/requests.ts'
import type { PictureOrder } from './export-job.ts'
import { runExporter, type ExporterOptions } from './exporter.ts'
import { prepareFolder, writeExport } from './write-export.ts'

export { prepareFolder }

export interface SessionExport extends ExporterOptions {
  readonly session: Session
  readonly curves: readonly Curve[]
  readonly sessionPath: string
  /** The condition of the lock timeline; null for the one that is shown first. */
  readonly condition?: TimelineChoice | null
  /** The pairs of series that results.json compares. */
  readonly contrasts?: readonly SeriesPair[]
}

export interface ExportedFile {
  readonly fileName: string
  readonly mimeType: string
  readonly bytes: Uint8Array
}

const mimeTypes = {
  svg: 'image/svg+xml',
  png: 'image/png',
  csv: 'text/csv',
  json: 'application/json',
  session: 'application/x-ndjson',
} as const

/**
 * One file of a session, as bytes.
 * @throws if the exporter fails or the session's file is gone
 */
export async function exportSession(job: SessionExport, format: ExportFormat, theme: ThemeName): Promise<ExportedFile> {
  job.signal?.throwIfAborted()
  const ending = format.kind === 'figure' ? format.image : format.kind
  return {
    fileName: fileNameOf(basename(job.sessionPath), format),
    mimeType: mimeTypes[ending],
    bytes: await bytesOf(job, format, theme),
  }
}

/** The first figure is named as its session is; the others add which figure they are. */
function fileNameOf(sessionName: string, format: ExportFormat): string {
  const stem = sessionName.replace(/\.lockstep$/, '')
  switch (format.kind) {
    case 'session':
      return sessionName
    case 'csv':
    case 'json':
      return `${stem}.${format.kind}`
    case 'figure':
      return `${stem}${format.figure === figureIds[0] ? '' : `-${format.figure}`}.${format.image}`
  }
}

/**
 * Writes the figures, the numbers and a copy of the session into a folder, and makes the folder if it is missing. If one
 * file cannot be written, the others still are.
 * @returns the paths of the written files
 * @throws after the other files are written, with a line for each file that could not be
 */
export async function exportToFolder(job: SessionExport, directory: string): Promise<readonly string[]> {
  prepareFolder(directory)
  const written: string[] = []
  const failures: string[] = []
  const keep = (path: string, problem: Error | string | null) => {
    if (problem === null) written.push(path)
    else failures.push(problem instanceof Error ? problem.message : problem)
  }
  // The measured numbers come first, pictures of them last.
  const texts = { [basename(job.sessionPath)]: 'session', 'results.json': 'json', 'results.csv': 'csv' } as const
  for (const [name, format] of Object.entries(texts)) {
    job.signal?.throwIfAborted()
    const path = join(directory, name)
    keep(path, await attempt(async () => writeExport(path, await bytesOf(job, { kind: format }, 'light'))))
  }
  const results = sessionResults(job.session, job.curves, job.condition ?? null)
  const orders = figureIds.flatMap((figure): readonly PictureOrder[] => {
    const picture = pictureOf(job, results, figure)
    if (picture === null) return []
    return (['svg', 'png'] as const).map((format) => {
      return { ...picture, theme: 'light', format, path: join(directory, `${figure}.${format}`) }
    })
  })
  const drawn = await attempt(async () => {
    for (const [index, answer] of (await runExporter({ pictures: orders }, job)).entries()) {
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
  const { session, curves, sessionPath, condition = null, contrasts } = job
  switch (format.kind) {
    case 'csv':
      return encode(resultsCsv(session, curves))
    case 'json':
      return encode(`${JSON.stringify(resultDocument(session, curves, sessionPath, contrasts), null, 2)}\n`)
    case 'session':
      return readSessionFile(sessionPath)
    case 'figure': {
      const { figure, image } = format
      const picture = pictureOf(job, sessionResults(session, curves, condition), figure)
      if (picture === null) throw new Error(findFigure(figure).missing)
      return drawn(job, { ...picture, theme, format: image, path: null })
    }
  }
}

async function drawn(job: SessionExport, order: PictureOrder): Promise<Uint8Array> {
  const [answer] = await runExporter({ pictures: [order] }, job)
  if (answer?.kind !== 'bytes') {
    throw new Error(`The figure could not be drawn: ${answer?.kind === 'failed' ? answer.message : 'no answer'}`)
  }
  return Buffer.from(answer.base64, 'base64')
}

/** @returns null if the session has nothing that the figure could show */
function pictureOf(
  { session }: SessionExport,
  results: SessionResults,
  id: FigureId,
): Omit<PictureOrder, 'theme' | 'format' | 'path'> | null {
  const figure = findFigure(id)
  const data = figure.dataOf(results)
  if (data === null) return null
  const texts = { ...figure.textsOf(data, session.header), footer: footerText(session) }
  return { figure: id, data, texts, width: figureWidthPx, height: figure.heightPx(data), scale: 2 }
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
