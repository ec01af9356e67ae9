import { experimentPlace, experimentStep } from '../../experiments/core/names/experiment-groups.ts'
import type { Experiment } from '../../experiments/core/definition/experiment.ts'
import { makePlan } from '../../experiments/core/plan/plan.ts'
import { runTime } from '../../experiments/core/plan/run-time.ts'
import { wholeFileProblem } from '../../experiments/core/definition/experiment-file.ts'
import type { ExperimentEntry } from '../../preload/contract.ts'
import type { ExperimentRef } from '../../preload/requests.ts'
import { catalog } from '../store/catalog.ts'
import { openSource, type OpenedSource } from '../store/experiment-source.ts'
import type { RecentFiles } from '../store/recent-files.ts'

const ownGroup = 'My files'

/**
 * The built-in experiments in the textbook's order, then the files that were opened last.
 * @param usableCores of the machine, on which it depends how long a run takes
 */
export function listExperiments(recent: RecentFiles, usableCores: number): ExperimentEntry[] {
  const builtIn = catalog
    .map((file) => ({ file, ...experimentPlace(file.id) }))
    .sort((a, b) => a.order - b.order || a.file.id.localeCompare(b.file.id))
  const { files, problem } = recent.list()
  return [
    ...builtIn.map(({ file, group }) => entryOf({ kind: 'catalog', id: file.id }, file.id, group, usableCores)),
    ...files.map((path) => entryOf({ kind: 'file', path }, path, ownGroup, usableCores)),
    ...(problem === null
      ? []
      : [refusedEntry({ kind: 'file', path: problem.path }, problem.path, ownGroup, problem.why)]),
  ]
}

function entryOf(ref: ExperimentRef, name: string, group: string, usableCores: number): ExperimentEntry {
  const source = opened(ref, name)
  if (source.kind === 'refused') return refusedEntry(ref, name, group, source.problems[0]?.message ?? 'cannot be read')
  const { id, title, question, explanation, claims, series } = source.experiment
  const step = ref.kind === 'catalog' ? experimentStep(id) : undefined
  return {
    ...{
      ref,
      id,
      title,
      name: step?.name ?? title,
      question,
      asks: step?.asks ?? question,
      explanation,
      claims,
      group,
    },
    ...{ series: series.map((one) => one.id), estimateMs: fullTimeMs(source.experiment, usableCores), problem: null },
  }
}

/** As if all its series ran here: looking for their runtimes takes seconds, and the list does not wait. */
function fullTimeMs(experiment: Experiment, usableCores: number): number {
  const { minMs, maxMs } = runTime(makePlan(experiment, { usableCores, obstacle: () => null }), experiment)
  return (minMs + maxMs) / 2
}

function refusedEntry(ref: ExperimentRef, name: string, group: string, problem: string): ExperimentEntry {
  const title = name.split(/[/\\]/).at(-1) ?? name
  return {
    ...{ ref, id: name, title, name: title, question: '', asks: '', explanation: '', claims: [], group, problem },
    ...{ series: [], estimateMs: 0 },
  }
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
