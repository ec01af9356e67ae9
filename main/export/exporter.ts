import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { dirname, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
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
  readonly spawnProgram?: SpawnProgram
}

/**
 * Has the exporter draw pictures.
 * @returns an answer to each picture, in their order
 * @throws if the exporter itself fails, or with the signal's reason
 */
export async function runExporter(job: ExportJob, options: ExporterOptions): Promise<readonly PictureAnswer[]> {
  const { programs, nodePath, signal, spawnProgram = spawnPiped } = options
  signal?.throwIfAborted()
  const child = spawnProgram(nodePath, [programs.exporter])
  const { stdin, stdout, stderr } = child
  if (stdin === null || stdout === null || stderr === null) throw new Error('the exporter was started without pipes')
  const stop = () => child.kill('SIGKILL')
  signal?.addEventListener('abort', stop, { once: true })
  try {
    const ending = once(child, 'close')
    // A program that ends before it has read everything says why on its standard error.
    stdin.on('error', () => undefined)
    // the exporter starts in another folder than the lab
    const pictures = job.pictures.map((order) => ({ ...order, path: order.path === null ? null : resolve(order.path) }))
    stdin.end(JSON.stringify({ pictures } satisfies ExportJob))
    const [answer, complaint] = await Promise.all([text(stdout), text(stderr), ending])
    signal?.throwIfAborted()
    const parsed = exportAnswerSchema.safeParse(parseJson(answer))
    if (!parsed.success || parsed.data.pictures.length !== job.pictures.length) throw exporterFailed(child, complaint)
    return parsed.data.pictures
  } finally {
    signal?.removeEventListener('abort', stop)
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
