import { join } from 'node:path'
import type { Programs } from '../system/programs.ts'
import type { TrialWorkload } from './trial-request.ts'
import { startHttpServer } from './http-server.ts'
import type { Reaper } from '../reaper/reaper.ts'

/** What the kernel of a trial needs from outside of the trial's processes. */
export interface KernelResources {
  /** Says to those processes where it is. */
  readonly env: Readonly<Record<string, string>>
  readonly close: () => void
}

export interface KernelResourceOptions {
  readonly nodePath: string
  readonly programs: Pick<Programs, 'httpServer' | 'pythonKernels'>
  readonly reaper: Reaper
}

/** @throws if the kernel's server could not be started */
export async function openKernelResources(
  workload: TrialWorkload,
  { nodePath, programs, reaper }: KernelResourceOptions,
): Promise<KernelResources> {
  switch (workload.kind === 'kernel' ? workload.kernel : null) {
    case 'http': {
      const { port, close } = await startHttpServer({ nodePath, program: programs.httpServer, reaper })
      return { env: { LOCKSTEP_HTTP_PORT: String(port) }, close }
    }
    case 'files':
      // any file would do that is small and that is there for all languages
      return { env: { LOCKSTEP_FILE: join(programs.pythonKernels, 'files.py') }, close: () => undefined }
    default:
      return { env: {}, close: () => undefined }
  }
}
