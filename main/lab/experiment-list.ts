import { experimentPlace } from '../../experiments/core/names/experiment-groups.ts'
import type { ExperimentEntry, ExperimentRef } from '../../preload/contract.ts'
import { catalogHeading } from '../store/catalog-heading.ts'
import { catalog, type CatalogFile } from '../store/catalog.ts'
import type { RecentFiles } from '../store/recent-files.ts'

/** The built-in experiments in the textbook's order, then the files that were opened last. */
export async function listExperiments(recent: RecentFiles): Promise<ExperimentEntry[]> {
  const builtIn = catalog
    .map((file) => ({ file, ...experimentPlace(file.id) }))
    .sort((a, b) => a.order - b.order || a.file.id.localeCompare(b.file.id))
  return await Promise.all([
    ...builtIn.map(({ file, group }) => catalogEntry(file, group)),
    ...recent.list().map((path) => parsedEntry({ kind: 'file', path }, path, 'My files')),
  ])
}

async function catalogEntry({ id, text }: CatalogFile, group: string): Promise<ExperimentEntry> {
  const ref: ExperimentRef = { kind: 'catalog', id }
  const heading = catalogHeading(text)
  return heading === null ? await parsedEntry(ref, id, group) : { ref, ...heading, group, problem: null }
}

async function parsedEntry(ref: ExperimentRef, name: string, group: string): Promise<ExperimentEntry> {
  const { openSource } = await import('../store/experiment-source.ts')
  const source = openSource(ref)
  if (source.kind === 'refused') {
    const problem = source.problems[0]?.message ?? 'cannot be read'
    return { ref, id: name, title: name.split(/[/\\]/).at(-1) ?? name, question: '', group, problem }
  }
  const { id, title, question } = source.experiment
  return { ref, id, title, question, group, problem: null }
}
