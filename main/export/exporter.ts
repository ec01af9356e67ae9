import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { dirname, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { formatDuration } from '../../experiments/core/text/format-duration.ts'
import { childEnvironment } from '../system/child-environment.ts'
import { killGroup, type WatchedGroups } from '../system/process-group.ts'
import type { Programs } from '../system/programs.ts'
import { ownGroup, startProcess } from '../system/start-process.ts'
import { userHome } from '../system/user-home.ts'
import {
  exportAnswerSchema,
  type ExportAnswer,
  type ExportJob,
  type PictureAnswer,
  type ReportOrder,
} from './export-job.ts'

export interface ExporterOptions {
  readonly programs: Pick<Programs, 'exporter'>
  /** The pinned Node; in Electron `process.execPath` is Electron. */
  readonly nodePath: string
  readonly signal?: AbortSignal
  /** An exporter that takes longer hangs, and is ended: two minutes. */
  readonly limitMs?: number
  /** Ends the exporter if the lab is killed. */
  readonly groups?: WatchedGroups
}

/**
 * Has the exporter draw pictures.
 * @returns an answer to each picture, in their order
 * @throws if the exporter itself fails, or with the signal's reason
 */
export async function runExporter(
  { pictures }: Pick<ExportJob, 'pictures'>,
  options: ExporterOptions,
): Promise<readonly PictureAnswer[]> {
  return (await answerTo({ pictures, reports: [] }, options)).pictures
}

/** Has the exporter write reports, as `runExporter` does pictures. */
export async function runReports(
  reports: readonly ReportOrder[],
  options: ExporterOptions,
): Promise<readonly PictureAnswer[]> {
  return (await answerTo({ pictures: [], reports: [...reports] }, options)).reports
}

async function answerTo(job: ExportJob, options: ExporterOptions): Promise<ExportAnswer> {
  const { programs, nodePath, signal, groups, limitMs = 120_000 } = options
  signal?.throwIfAborted()
  const child = startProcess([nodePath, programs.exporter], {
    ...ownGroup,
    stdio: 'pipe',
    cwd: dirname(programs.exporter),
    env: {
      ...childEnvironment(process.env, 'built-in'),
      // the library that draws looks for fonts in the home folder, and fails where there is none
      ...(userHome() === null ? { HOME: dirname(programs.exporter) } : {}),
      ...(groups === undefined ? {} : { LOCKSTEP_LAB: groups.labId }),
    },
  })
  const { pid, stdin, stdout, stderr } = child
  if (pid === undefined || stdin === null || stdout === null || stderr === null) {
    await once(child, 'exit') // throws the reason why it could not be started
    throw new Error(`${nodePath} could not be started`)
  }
  groups?.watch(pid)
  const tooLate = AbortSignal.timeout(limitMs)
  const over = AbortSignal.any(signal === undefined ? [tooLate] : [tooLate, signal])
  const stop = (): void => {
    killGroup(pid)
    // what it may have started holds its pipes open
    stdout.destroy()
    stderr.destroy()
  }
  over.addEventListener('abort', stop, { once: true })
  try {
    const exit = once(child, 'exit')
    // A program that ends before it has read everything says why on its standard error.
    stdin.on('error', () => undefined)
    // the exporter starts in another folder than the lab
    const placed = <Order extends { path: string | null }>(order: Order): Order => {
      return { ...order, path: order.path === null ? null : resolve(order.path) }
    }
    const sent: ExportJob = { pictures: job.pictures.map(placed), reports: job.reports.map(placed) }
    stdin.end(JSON.stringify(sent))
    const heard = await Promise.all([text(stdout), text(stderr), exit]).catch(async (error: unknown) => {
      if (!over.aborted) throw error
      await exit
      return ['', '']
    })
    signal?.throwIfAborted()
    if (tooLate.aborted)
      throw new Error(`The program that draws charts took longer than ${formatDuration(limitMs)} and was ended`)
    const [answer = '', complaint = ''] = heard
    const parsed = exportAnswerSchema.safeParse(parseJson(answer))
    if (!parsed.success || !isWhole(parsed.data, job)) throw exporterFailed(child, complaint)
    return parsed.data
  } finally {
    over.removeEventListener('abort', stop)
    groups?.release(pid)
  }
}

function isWhole({ pictures, reports }: ExportAnswer, job: ExportJob): boolean {
  return pictures.length === job.pictures.length && reports.length === job.reports.length
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

function exporterFailed({ exitCode, signalCode }: ChildProcess, complaint: string): Error {
  const ending = signalCode ?? `exit code ${String(exitCode)}`
  const said = complaint
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s+at /.test(line))
    .slice(0, 12)
    .join('\n')
  return new Error(`The program that draws charts for files failed (${ending})${said === '' ? '' : `:\n${said}`}`)
}
