import { join } from 'node:path'
import { programsIn } from '../../../main/system/programs.ts'
import { pinnedNode } from '../../../main/system/node-path.ts'
import type { SessionExport } from '../../../main/export/export-session.ts'
import { foldSession } from '../../../testbed/sessions/fold-session.ts'
import { twoCores } from '../../experiments/core/figures/made-up-curves.ts'
import { conditions, header, trialRecords } from '../../../testbed/scenes/session.ts'
import { builtFolder } from '../../../testbed/built-folder.ts'

export const built = {
  programs: programsIn(join(builtFolder(), 'main')),
  nodePath: pinnedNode(),
}

const end = { record: 'end', atMs: 90_000, reason: 'complete', message: '' } as const
const start = { ...header('made-up'), startedAt: '2026-11-23T14:02:31.000Z' }

/** A finished session with the curves of two cores; what its file holds is of no matter to the export. */
export function madeUpExport(sessionPath: string): SessionExport {
  return { session: foldSession([start, end]), curves: twoCores, sessionPath, ...built }
}

/** The same session with two rounds of trials; those of threads have a lock timeline. */
export function madeUpExportWithLock(sessionPath: string): SessionExport {
  const trials = Array.from({ length: 2 * conditions.length }, (_, trial) => trialRecords(trial)).flat()
  return { ...madeUpExport(sessionPath), session: foldSession([start, ...trials, end]) }
}
