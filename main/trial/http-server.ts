import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { dirname } from 'node:path'
import { childEnvironment } from '../system/child-environment.ts'
import { killGroup } from '../system/process-group.ts'
import { ownGroup, startProcess } from '../system/start-process.ts'
import type { Reaper } from '../reaper/reaper.ts'

export interface HttpServer {
  readonly port: number
  /** The number of milliseconds follows it. Nobody else knows it, so that nobody else is answered. */
  readonly path: string
  readonly close: () => void
}

export interface HttpServerStart {
  readonly nodePath: string
  /** The path of the built http-server-program.ts. */
  readonly program: string
  readonly reaper: Reaper
}

/** Starts the server of one trial, in a process group of its own. @throws if it ends before it listens */
export async function startHttpServer({ nodePath, program, reaper }: HttpServerStart): Promise<HttpServer> {
  const child = startProcess([nodePath, program], {
    ...ownGroup,
    stdio: ['pipe', 'pipe', 'ignore'],
    cwd: dirname(program),
    env: { ...childEnvironment(process.env, 'built-in'), LOCKSTEP_LAB: reaper.labId },
  })
  const { pid, stdin, stdout } = child
  const exited = once(child, 'exit')
  if (pid === undefined || stdin === null || stdout === null) {
    await exited // throws the reason why it could not be started
    throw new Error(`${nodePath} could not be started`)
  }
  reaper.watch(pid)
  const close = (): void => {
    killGroup(pid)
    reaper.release(pid)
  }
  stdin.on('error', () => undefined)
  const line = once(createInterface({ input: stdout }), 'line') as Promise<[string]>
  const first = await Promise.race([line, exited.then(() => null)])
  if (first === null) {
    close()
    throw new Error(`the server ended before it listened, with exit code ${String(child.exitCode)}`)
  }
  const [port, path = ''] = first[0].split(' ')
  return { port: Number(port), path, close }
}
