import { findFigure, type FigureId } from '../../experiments/core/figures/figures.ts'
import { sessionResults } from '../../experiments/core/figures/session-results.ts'
import type { TableFormat, TableId } from '../../experiments/core/report/table-ids.ts'
import { tableText } from '../../experiments/core/report/table-text.ts'
import { tablesOf } from '../../experiments/core/report/tables.ts'
import type { ImageFormat } from './canvas/image-formats.ts'
import type { PictureOrder } from './export-job.ts'
import type { SessionExport } from './export-session.ts'
import { runExporter } from './exporter.ts'
import { figureOrder, type PictureLook } from './picture-orders.ts'
import { writeExport } from './write-export.ts'

export type ChosenFile =
  | { readonly kind: 'figure'; readonly id: FigureId; readonly format: ImageFormat }
  | { readonly kind: 'table'; readonly id: TableId; readonly format: TableFormat }

export interface WrittenFiles {
  readonly written: readonly string[]
  /** Why others were not: the session has nothing for them. */
  readonly missing: readonly string[]
}

/**
 * Writes figures and tables, each to its path, and beside each figure its caption as text.
 * @throws if a file cannot be written or a picture cannot be drawn
 */
export async function writeChosen(
  job: SessionExport,
  files: readonly (ChosenFile & { readonly path: string })[],
  look: PictureLook,
): Promise<WrittenFiles> {
  const { session, curves, view } = job
  const results = sessionResults(session, curves, view)
  const tables = tablesOf(session, curves)
  const orders: PictureOrder[] = []
  const captions = new Map<string, string>()
  const written: string[] = []
  const missing = new Set<string>()
  for (const { path, ...file } of files) {
    if (file.kind === 'figure') {
      const order = figureOrder(session, results, file.id, look)
      if (order === null) {
        missing.add(findFigure(file.id).missing)
        continue
      }
      orders.push({ ...order, format: file.format, path })
      captions.set(path.slice(0, -file.format.length) + 'txt', order.caption)
    } else {
      const table = tables.find(({ id }) => id === file.id)
      if (table === undefined) {
        missing.add(`The session has nothing for the table ${file.id}.`)
        continue
      }
      await writeExport(path, tableText(table, file.format))
      written.push(path)
    }
  }
  const answers = orders.length === 0 ? [] : await runExporter({ pictures: orders }, job)
  const failures: string[] = []
  for (const answer of answers) {
    if (answer.kind === 'failed') failures.push(answer.message)
    if (answer.kind === 'written') written.push(answer.path)
  }
  if (failures.length > 0) throw new Error(failures.join('\n'))
  for (const [path, caption] of captions) {
    await writeExport(path, `${caption}\n`)
    written.push(path)
  }
  return { written, missing: [...missing] }
}
