import { experimentPlace } from '../experiments/core/experiment-groups.ts'
import type { ExperimentEntry, ExperimentRef } from '../preload/contract.ts'
import { catalog } from './store/catalog.ts'
import { openSource } from './store/experiment-source.ts'
import type { RecentFiles } from './store/recent-files.ts'

/** The built-in experiments in the textbook's order, then the files that were opened last. */
export function listExperiments(recent: RecentFiles): ExperimentEntry[] {
  const builtIn = catalog
    .map(({ id }) => ({ id, ...experimentPlace(id) }))
    .sort((a, b) => a.order - b.order || a.id.localeCompare(b.id))
  return [
    ...builtIn.map(({ id, group }) => entry({ kind: 'catalog', id }, id, group)),
    ...recent.list().map((path) => entry({ kind: 'file', path }, path, 'My files')),
  ]
}

function entry(ref: ExperimentRef, name: string, group: string): ExperimentEntry {
  const source = openSource(ref)
  if (source.kind === 'refused') {
    const problem = source.problems[0]?.message ?? 'cannot be read'
    return { ref, id: name, title: name.split(/[/\\]/).at(-1) ?? name, question: '', group, problem }
  }
  const { id, title, question } = source.experiment
  return { ref, id, title, question, group, problem: null }
}
