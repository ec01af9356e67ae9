import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { SeriesPair } from '../../experiments/core/curves/contrast.ts'
import type { Curve } from '../../experiments/core/curves/curve.ts'
import { figureIds, findFigure } from '../../experiments/core/figures/figures.ts'
import { sessionResults, type ShownView } from '../../experiments/core/figures/session-results.ts'
import { resultDocument } from '../../experiments/core/report/result-document.ts'
import { tableText } from '../../experiments/core/report/table-text.ts'
import { tablesOf } from '../../experiments/core/report/tables.ts'
import type { Session } from '../../experiments/core/session/session.ts'
import type { ExportFormat } from '../../preload/requests.ts'
import type { PictureOrder } from './export-job.ts'
import { runExporter, type ExporterOptions } from './exporter.ts'
import { figureOrder } from './picture-orders.ts'
import { prepareFolder, writeExport } from './write-export.ts'

export { prepareFolder }

export interface SessionExport extends ExporterOptions {
  readonly session: Session
  readonly curves: readonly Curve[]
  readonly sessionPath: string
  /** What figures show of it. */
  readonly view?: ShownView
  /** The pairs of series that results.json compares. */
  readonly contrasts?: readonly SeriesPair[]
}

/** A report is made of several of these (export-report.ts). */
type FileFormat = Exclude<ExportFormat, { readonly kind: 'report' }>

export interface ExportedFile {
  readonly fileName: string
  readonly mimeType: string
  readonly bytes: Uint8Array
}

const mimeTypes = {
  svg: 'image/svg+xml',
  png: 'image/png',
  pdf: 'application/pdf',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  md: 'text/markdown',
  tex: 'application/x-tex',
  json: 'application/json',
  session: 'application/x-ndjson',
} as const

/**
 * One file of a session, as bytes.
 * @throws if the exporter fails or the session's file is gone
 */
export async function exportSession(job: SessionExport, format: FileFormat): Promise<ExportedFile> {
  job.signal?.throwIfAborted()
  const ending = format.kind === 'figure' ? format.image : format.kind === 'table' ? format.text : format.kind
  return {
    fileName: fileNameOf(job.sessionPath, format),
    mimeType: mimeTypes[ending],
    bytes: await bytesOf(job, format),
  }
}

/** A file is named as its session is, with which figure or table it is. */
export function fileNameOf(sessionPath: string, format: FileFormat): string {
  const sessionName = basename(sessionPath)
  const stem = sessionName.replace(/\.lockstep$/, '')
  switch (format.kind) {
    case 'session':
      return sessionName
    case 'json':
      return `${stem}.json`
    case 'table':
      return `${stem}-${format.table}.${format.text}`
    case 'figure':
      return `${stem}-${format.figure}.${format.image}`
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
  const texts: readonly (readonly [name: string, format: FileFormat])[] = [
    [basename(job.sessionPath), { kind: 'session' }],
    ['results.json', { kind: 'json' }],
    ...tablesOf(job.session, job.curves).map(({ id }) => {
      return [`${id}.csv`, { kind: 'table', table: id, text: 'csv' }] as const
    }),
  ]
  for (const [name, format] of texts) {
    job.signal?.throwIfAborted()
    const path = join(directory, name)
    keep(path, await attempt(async () => writeExport(path, await bytesOf(job, format))))
  }
  const results = sessionResults(job.session, job.curves, job.view)
  const orders = figureIds.flatMap((figure): readonly PictureOrder[] => {
    const order = figureOrder(job.session, results, figure, { paper: 'screen' })
    if (order === null) return []
    return (['svg', 'png'] as const).map((format) => {
      return { ...order, format, path: join(directory, `${figure}.${format}`) }
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

async function bytesOf(job: SessionExport, format: FileFormat): Promise<Uint8Array> {
  const { session, curves, sessionPath, view, contrasts } = job
  switch (format.kind) {
    case 'json':
      return encode(`${JSON.stringify(resultDocument(session, curves, sessionPath, contrasts), null, 2)}\n`)
    case 'session':
      return readSessionFile(sessionPath)
    case 'table': {
      const table = tablesOf(session, curves).find(({ id }) => id === format.table)
      if (table === undefined) throw new Error(`The session has nothing for the table ${JSON.stringify(format.table)}.`)
      return encode(tableText(table, format.text))
    }
    case 'figure': {
      const order = figureOrder(session, sessionResults(session, curves, view), format.figure, format)
      if (order === null) throw new Error(findFigure(format.figure).missing)
      return drawn(job, { ...order, format: format.image, path: null })
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
