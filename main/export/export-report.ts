import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { basename, join } from 'node:path'
import type { SessionHashes } from '../../experiments/core/report/report-appendix.ts'
import type { ReportDocument } from '../../experiments/core/report/report-document.ts'
import { reportOf } from '../../experiments/core/report/report-of-session.ts'
import type { Session } from '../../experiments/core/session/session.ts'
import { runReports } from './exporter.ts'
import type { ExportedFile, SessionExport } from './export-session.ts'
import { reportEndings, reportTypes, type ReportFormat } from '../../experiments/core/report/report-formats.ts'
import { prepareFolder } from './write-export.ts'

/**
 * The report on a session, as bytes.
 * @throws if the exporter fails or the session's file is gone
 */
export async function exportReport(job: SessionExport, format: ReportFormat): Promise<ExportedFile> {
  const [answer] = await runReports([{ document: await documentOf(job), format, path: null }], job)
  if (answer?.kind !== 'bytes') {
    throw new Error(`The report could not be written: ${answer?.kind === 'failed' ? answer.message : 'no answer'}`)
  }
  const bytes = Buffer.from(answer.base64, 'base64')
  return { fileName: reportName(job.sessionPath, format), mimeType: reportTypes[format], bytes }
}

/**
 * Writes the report on a session into a folder, and makes the folder if it is missing. If one file cannot be written, the
 * others still are.
 * @returns the paths of the written files
 * @throws after the other files are written, with a line for each file that could not be
 */
export async function reportToFolder(
  job: SessionExport,
  formats: readonly ReportFormat[],
  directory: string,
): Promise<readonly string[]> {
  prepareFolder(directory)
  const document = await documentOf(job)
  const orders = formats.map((format) => {
    return { document, format, path: join(directory, reportName(job.sessionPath, format)) }
  })
  const answers = await runReports(orders, job)
  const written = answers.flatMap((answer) => (answer.kind === 'written' ? [answer.path] : []))
  const failures = answers.flatMap((answer) => (answer.kind === 'failed' ? [answer.message] : []))
  if (failures.length === 0) return written
  const rest = written.length === 0 ? 'Nothing was written.' : `Written: ${written.join(', ')}`
  throw new Error(`${failures.join('\n')}\n${rest}`)
}

function reportName(sessionPath: string, format: ReportFormat): string {
  return `${basename(sessionPath).replace(/\.lockstep$/, '')}-report.${reportEndings[format]}`
}

async function documentOf({ session, curves, sessionPath }: SessionExport): Promise<ReportDocument> {
  return reportOf(session, curves, await hashesOf(session, sessionPath))
}

async function hashesOf({ header }: Session, sessionPath: string): Promise<SessionHashes> {
  const { hostname: _, ...machine } = header.machine
  const { runtimes, environment = {} } = header
  const surroundings = createHash('sha256').update(JSON.stringify({ machine, runtimes, environment })).digest('hex')
  return { session: await fileHash(sessionPath), environment: surroundings }
}

async function fileHash(path: string): Promise<string> {
  const hash = createHash('sha256')
  try {
    await pipeline(createReadStream(path), hash)
  } catch (error) {
    throw new Error(`cannot read the session file ${path}: it may have been moved or deleted`, { cause: error })
  }
  return hash.digest('hex')
}
