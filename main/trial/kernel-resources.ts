import { join } from 'node:path'
import { findKernel } from '../../experiments/core/names/kernels.ts'
import type { Programs } from '../system/programs.ts'
import type { TrialWorkload } from './trial-request.ts'
import { startHttpServer } from './http-server.ts'
import type { Reaper } from '../reaper/reaper.ts'

/** What was opened for the kernel of one trial, outside of the trial's processes. */
export interface KernelResources {
  /** Variables of the trial's environment, which say where it is. */
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
  switch (workload.kind === 'kernel' ? findKernel(workload.kernel)?.needs : undefined) {
    case 'http-server': {
      const { port, path, close } = await startHttpServer({ nodePath, program: programs.httpServer, reaper })
      return { env: { LOCKSTEP_HTTP_PORT: String(port), LOCKSTEP_HTTP_PATH: path }, close }
    }
    case 'small-file':
      // any small file would do, as long as it is there for all languages
      return { env: { LOCKSTEP_FILE: join(programs.pythonKernels, 'files.py') }, close: () => undefined }
    case undefined:
      return { env: {}, close: () => undefined }
  }
}
