import { curvesOf } from '../../../experiments/core/curves/speedup.ts'
import { alternatives } from '../../../experiments/core/text/show-value.ts'
import { reportToFolder } from '../../export/export-report.ts'
import { reportFormats, type ReportFormat } from '../../../experiments/core/report/report-formats.ts'
import { readSession, SessionUnreadable } from '../../store/reading/session-reader.ts'
import { pinnedNode } from '../../system/node-path.ts'
import { UsageError } from './exit-codes.ts'
import { Interruption } from './interruption.ts'
import { sessionFile } from './named-session.ts'
import { print } from './print.ts'
import type { TerminalOptions } from './terminal-options.ts'

export interface ReportCommandOptions {
  readonly format: readonly string[]
  readonly out: string
}

/** Writes the report on a session, which may be somebody else's: it is read, and nothing in it runs. */
export async function report(
  { programs }: TerminalOptions,
  name: string,
  { format, out }: ReportCommandOptions,
): Promise<void> {
  const formats = format.map(formatOf)
  const sessionPath = await sessionFile(name)
  const { signal } = new Interruption()
  const session = await readSession(sessionPath).catch((error: unknown) => {
    throw error instanceof SessionUnreadable ? new UsageError(error.message, { cause: error }) : error
  })
  const job = { session, curves: curvesOf(session), sessionPath, programs, nodePath: pinnedNode(), signal }
  for (const path of await reportToFolder(job, formats, out)) print(`Wrote ${path}\n`)
}

function formatOf(name: string): ReportFormat {
  const found = reportFormats.find((format) => format === name.toLowerCase())
  if (found === undefined)
    throw new UsageError(`--format: got ${JSON.stringify(name)}, expected ${alternatives(reportFormats)}`)
  return found
}
