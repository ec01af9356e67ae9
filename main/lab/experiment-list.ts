import { experimentPlace } from '../../experiments/core/names/experiment-groups.ts'
import type { ExperimentEntry, ExperimentRef } from '../../preload/contract.ts'
import { catalog } from '../store/catalog.ts'
import { openSource } from '../store/experiment-source.ts'
import type { RecentFiles } from '../store/recent-files.ts'

/** The built-in experiments in the textbook's order, then the files that were opened last. */
export function listExperiments(recent: RecentFiles): ExperimentEntry[] {
  const builtIn = catalog
    .map((file) => ({ file, ...experimentPlace(file.id) }))
    .sort((a, b) => a.order - b.order || a.file.id.localeCompare(b.file.id))
  return [
    ...builtIn.map(({ file, group }) => entryOf({ kind: 'catalog', id: file.id }, file.id, group)),
    ...recent.list().map((path) => entryOf({ kind: 'file', path }, path, 'My files')),
  ]
}

function entryOf(ref: ExperimentRef, name: string, group: string): ExperimentEntry {
  const source = openSource(ref)
  if (source.kind === 'refused') {
    const problem = source.problems[0]?.message ?? 'cannot be read'
    return { ref, id: name, title: name.split(/[/\\]/).at(-1) ?? name, question: '', group, problem }
  }
  const { id, title, question } = source.experiment
  return { ref, id, title, question, group, problem: null }
}
