import { basename, extname, join, resolve } from 'node:path'
import { curvesOf } from '../../../experiments/core/curves/speedup.ts'
import { figureIds, type FigureId } from '../../../experiments/core/figures/figures.ts'
import { paperSizes, type PaperId } from '../../../experiments/core/figures/paper.ts'
import { tableFormats, tableIds, type TableFormat, type TableId } from '../../../experiments/core/report/table-ids.ts'
import { alternatives } from '../../../experiments/core/text/show-value.ts'
import { imageFormats, type ImageFormat } from '../../export/canvas/image-formats.ts'
import { writeChosen, type ChosenFile } from '../../export/export-chosen.ts'
import { prepareFolder } from '../../export/write-export.ts'
import { readSession, SessionUnreadable } from '../../store/reading/session-reader.ts'
import { sessionExtension } from '../../store/session-writer.ts'
import { pinnedNode } from '../../system/node-path.ts'
import { UsageError } from './exit-codes.ts'
import { sessionFile } from './named-session.ts'
import { print } from './print.ts'
import type { TerminalOptions } from './terminal-options.ts'

export interface ExportCommandOptions {
  readonly figure?: readonly string[]
  readonly table?: readonly string[]
  readonly for: PaperId
  readonly format?: readonly string[]
  readonly over?: 'serial' | 'baseline'
  readonly series?: readonly string[]
  readonly title?: boolean
  readonly dark?: true
  readonly out?: string
}

/** Writes figures and tables of a session into files, each figure with its caption as text beside it. */
export async function exportFiles(
  { programs }: TerminalOptions,
  name: string,
  options: ExportCommandOptions,
): Promise<void> {
  const sessionPath = await sessionFile(name)
  const files = chosenFiles(options)
  const stem = basename(sessionPath, sessionExtension)
  const { out } = options
  const [only] = files
  const single = files.length === 1 && only !== undefined && out !== undefined && extname(out) === `.${only.format}`
  const folder = resolve(single ? join(out, '..') : (out ?? '.'))
  prepareFolder(folder)
  const placed = files.map((file) => {
    const usual = `${stem}-${file.id}.${file.format}`
    return { ...file, path: single ? resolve(out) : join(folder, usual) }
  })
  const session = await read(sessionPath)
  const { over, series } = options
  const job = {
    session,
    curves: curvesOf(session),
    sessionPath,
    view: { over, series },
    programs,
    nodePath: pinnedNode(),
  }
  const { for: paper, title: titled, dark } = options
  const look = { paper, titled, theme: dark === true ? 'dark' : 'light' } as const
  const asked = options.figure !== undefined || options.table !== undefined
  const { written, missing } = await writeChosen(job, placed, look)
  // what was asked for by name has to be there; of all that there is, a session has only some
  if (missing.length > 0 && (asked || written.length === 0)) throw new UsageError(missing.join('\n'))
  print(written.map((path) => `Wrote ${path}\n`).join(''))
}

async function read(path: string) {
  try {
    return await readSession(path)
  } catch (error) {
    if (error instanceof SessionUnreadable) throw new UsageError(error.message, { cause: error })
    throw error
  }
}

/** What is to be written: all that there is, if nothing is named. */
function chosenFiles({ figure, table, format = [], for: paper }: ExportCommandOptions): readonly ChosenFile[] {
  const all = figure === undefined && table === undefined
  const figures = all ? figureIds : named(figure ?? [], figureIds, '--figure')
  const tables = all ? tableIds : named(table ?? [], tableIds, '--table')
  const formats = named(format, [...imageFormats, ...tableFormats], '--format')
  const images = formats.filter((one): one is ImageFormat => imageFormats.some((image) => image === one))
  const texts = formats.filter((one): one is TableFormat => tableFormats.some((text) => text === one))
  if (!all && formats.length > 0 && figures.length > 0 && images.length === 0)
    throw new UsageError(`--format: got ${formats.join(', ')}, expected ${alternatives(imageFormats)} for a figure`)
  if (!all && formats.length > 0 && tables.length > 0 && texts.length === 0)
    throw new UsageError(`--format: got ${formats.join(', ')}, expected ${alternatives(tableFormats)} for a table`)
  const pictures = images.length > 0 ? images : [paperSizes[paper].format]
  const written = texts.length > 0 ? texts : (['csv'] as const)
  return [
    ...figures.flatMap((id: FigureId) => pictures.map((one) => ({ kind: 'figure', id, format: one }) as const)),
    ...tables.flatMap((id: TableId) => written.map((one) => ({ kind: 'table', id, format: one }) as const)),
  ]
}

/** @throws UsageError for a name that is not one of them */
function named<Name extends string>(names: readonly string[], known: readonly Name[], option: string): readonly Name[] {
  if (names.includes('all')) return known
  return names.map((name) => {
    const found = known.find((one) => one === name)
    if (found === undefined)
      throw new UsageError(`${option}: got ${JSON.stringify(name)}, expected ${alternatives(known)}`)
    return found
  })
}
