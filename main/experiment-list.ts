import type { ExperimentEntry, ExperimentRef } from '../preload/contract.ts'
import { catalog } from './store/catalog.ts'
import { openSource } from './store/experiment-source.ts'
import type { RecentFiles } from './store/recent-files.ts'

/** The heading that a built-in experiment stands under; the order is the textbook's. */
const groups: Readonly<Record<string, string>> = { 'cpu-bound': 'Threads' }

/** The built-in experiments, then the files that were opened last. */
export function listExperiments(recent: RecentFiles): ExperimentEntry[] {
  return [
    ...catalog.map(({ id }) => entry({ kind: 'catalog', id }, id, groups[id] ?? 'Experiments')),
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
