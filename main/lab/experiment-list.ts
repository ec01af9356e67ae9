import { experimentPlace } from '../../experiments/core/names/experiment-groups.ts'
import { wholeFileProblem } from '../../experiments/core/definition/experiment-file.ts'
import type { ExperimentEntry } from '../../preload/contract.ts'
import type { ExperimentRef } from '../../preload/requests.ts'
import { catalog } from '../store/catalog.ts'
import { openSource, type OpenedSource } from '../store/experiment-source.ts'
import type { RecentFiles } from '../store/recent-files.ts'

const ownGroup = 'My files'

/** The built-in experiments in the textbook's order, then the files that were opened last. */
export function listExperiments(recent: RecentFiles): ExperimentEntry[] {
  const builtIn = catalog
    .map((file) => ({ file, ...experimentPlace(file.id) }))
    .sort((a, b) => a.order - b.order || a.file.id.localeCompare(b.file.id))
  const { files, problem } = recent.list()
  return [
    ...builtIn.map(({ file, group }) => entryOf({ kind: 'catalog', id: file.id }, file.id, group)),
    ...files.map((path) => entryOf({ kind: 'file', path }, path, ownGroup)),
    ...(problem === null
      ? []
      : [refusedEntry({ kind: 'file', path: problem.path }, problem.path, ownGroup, problem.why)]),
  ]
}

function entryOf(ref: ExperimentRef, name: string, group: string): ExperimentEntry {
  const source = opened(ref, name)
  if (source.kind === 'refused') return refusedEntry(ref, name, group, source.problems[0]?.message ?? 'cannot be read')
  const { id, title, question } = source.experiment
  return { ref, id, title, question, group, problem: null }
}

function refusedEntry(ref: ExperimentRef, name: string, group: string, problem: string): ExperimentEntry {
  return { ref, id: name, title: name.split(/[/\\]/).at(-1) ?? name, question: '', group, problem }
}

/** Whatever is wrong with one file, the others are listed. */
function opened(ref: ExperimentRef, name: string): OpenedSource {
  try {
    return openSource(ref)
  } catch (error) {
    const message = `cannot be read: ${error instanceof Error ? error.message : String(error)}`
    return { kind: 'refused', problems: [wholeFileProblem(name, message)] }
  }
}
