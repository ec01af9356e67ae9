import { join } from 'node:path'
import { programsIn } from '../../../main/programs.ts'
import { pinnedNode } from '../../../main/node-path.ts'
import type { SessionExport } from '../../../main/export/export-session.ts'
import type { Session } from '../../../experiments/core/session.ts'
import { twoCores } from '../../experiments/core/charts/made-up-curves.ts'
import { header } from '../../renderer/synthetic-session.ts'

export const built = {
  programs: programsIn(join(import.meta.dirname, '..', '..', '..', 'out', 'main')),
  nodePath: pinnedNode(),
}

/** A finished session with the curves of two cores; what its file holds is of no matter to the export. */
export function madeUpExport(sessionPath: string): SessionExport {
  const session: Session = {
    header: { ...header('made-up'), startedAt: '2026-11-23T14:02:31.000Z' },
    trials: [],
    laps: [],
    samples: [],
    locks: [],
    facts: [],
    warnings: [],
    claims: [],
    end: { record: 'end', atMs: 90_000, reason: 'complete', message: '' },
  }
  return { session, curves: twoCores, sessionPath, ...built }
}
