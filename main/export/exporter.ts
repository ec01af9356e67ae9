import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { dirname, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { formatDuration } from '../../experiments/core/text/format-duration.ts'
import { childEnvironment } from '../system/child-environment.ts'
import type { Programs } from '../system/programs.ts'
import { exportAnswerSchema, type PictureAnswer, type ExportJob } from './export-job.ts'

/** Starts a program with pipes for its standard streams. The lab's own also lists the program with the reaper. */
export type SpawnProgram = (program: string, programArguments: readonly string[]) => ChildProcess

export interface ExporterOptions {
  readonly programs: Pick<Programs, 'exporter'>
  /** The pinned Node; in Electron `process.execPath` is Electron. */
  readonly nodePath: string
  readonly signal?: AbortSignal
  /** An exporter that takes longer hangs, and is ended: two minutes. */
  readonly limitMs?: number
  readonly spawnProgram?: SpawnProgram
}

/**
 * Has the exporter draw pictures.
 * @returns an answer to each picture, in their order
 * @throws if the exporter itself fails, or with the signal's reason
 */
export async function runExporter(job: ExportJob, options: ExporterOptions): Promise<readonly PictureAnswer[]> {
  const { programs, nodePath, signal, limitMs = 120_000, spawnProgram = spawnPiped } = options
  signal?.throwIfAborted()
  const child = spawnProgram(nodePath, [programs.exporter])
  const { stdin, stdout, stderr } = child
  if (stdin === null || stdout === null || stderr === null) throw new Error('the exporter was started without pipes')
  const tooLate = AbortSignal.timeout(limitMs)
  const over = AbortSignal.any(signal === undefined ? [tooLate] : [tooLate, signal])
  const stop = () => {
    child.kill('SIGKILL')
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
    const pictures = job.pictures.map((order) => ({ ...order, path: order.path === null ? null : resolve(order.path) }))
    stdin.end(JSON.stringify({ pictures } satisfies ExportJob))
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
    if (!parsed.success || parsed.data.pictures.length !== job.pictures.length) throw exporterFailed(child, complaint)
    return parsed.data.pictures
  } finally {
    over.removeEventListener('abort', stop)
  }
}

function spawnPiped(program: string, programArguments: readonly string[]): ChildProcess {
  const env = childEnvironment(process.env, 'built-in')
  return spawn(program, programArguments, { stdio: 'pipe', windowsHide: true, cwd: dirname(program), env })
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
