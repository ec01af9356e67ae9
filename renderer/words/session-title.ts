import { experimentStep } from '../../experiments/core/names/experiment-groups.ts'
import type { SessionEntry } from '../../experiments/core/session/session-entry.ts'

/** What lists call a session: what a person named it, or its experiment, and whether it is only a preview. */
export function sessionTitle({ name, experimentId, title, kind }: SessionEntry): string {
  if (name !== '') return name
  const experiment = experimentStep(experimentId)?.name ?? title
  return kind === 'preview' ? `${experiment}, preview` : experiment
}
