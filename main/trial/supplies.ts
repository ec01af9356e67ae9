import { join } from 'node:path'
import type { Programs } from '../system/programs.ts'
import type { TrialWorkload } from './trial-request.ts'
import { startHttpServer } from './http-server.ts'
import type { Reaper } from '../reaper/reaper.ts'

/** What the kernel of a trial needs from outside of the trial's processes. */
export interface Supplies {
  /** Says to those processes where it is. */
  readonly env: Readonly<Record<string, string>>
  readonly close: () => void
}

export interface Supplier {
  readonly nodePath: string
  readonly programs: Pick<Programs, 'httpServer' | 'pythonKernels'>
  readonly reaper: Reaper
}

/** @throws where the kernel's server could not be started */
export async function supply(workload: TrialWorkload, { nodePath, programs, reaper }: Supplier): Promise<Supplies> {
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
