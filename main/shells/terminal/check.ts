import { join } from 'node:path'
import { expectedText } from '../../../experiments/core/curves/expected-width.ts'
import { parseExperiment } from '../../../experiments/core/definition/experiment-file.ts'
import { formatProblem, type Problem } from '../../../experiments/core/definition/problem.ts'
import { groupBy } from '../../../experiments/core/numbers/group-by.ts'
import { makePlan } from '../../../experiments/core/plan/plan.ts'
import { judgedCores } from '../../../experiments/core/session/machine-cores.ts'
import { enumeration } from '../../../experiments/core/text/show-value.ts'
import { EarlierScatter } from '../../lab/earlier-scatter.ts'
import { describeMachine } from '../../machine/machine.ts'
import { openSource, type ExperimentSource } from '../../store/experiment-source.ts'
import { labHome } from '../../store/home.ts'
import { listSessions } from '../../store/reading/session-list.ts'
import { lackOfRun } from '../../store/own-run.ts'
import { exitCodes } from './exit-codes.ts'
import { print, printAside } from './print.ts'

/** Prints one line for each problem of each file on stderr; what each good file will do, on stdout. It runs nothing. */
export async function check(files: readonly string[]): Promise<void> {
  for (const path of files) {
    const source = openSource({ kind: 'file', path })
    const problems = source.kind === 'opened' ? codeProblems(path, source) : source.problems
    if (source.kind === 'opened' && problems.length === 0) {
      print(`${path}: ok: ${source.experiment.title}\n`)
      for (const line of await planLines(source)) print(`  ${line}\n`)
    }
    for (const problem of problems) printAside(`${formatProblem(problem)}\n`)
    if (problems.length > 0) process.exitCode = exitCodes.badInput
  }
}

/** What a run will do that the file does not say. No interpreter is looked for: all series count as if they could run. */
async function planLines({ experiment, file }: ExperimentSource): Promise<readonly string[]> {
  const machine = await describeMachine(process.version)
  const { usableCores } = machine
  const plan = makePlan(experiment, { usableCores, judgedCores: judgedCores(machine), obstacle: () => null })
  const conditions = plan.conditions.map(({ series, times = 1 }) => ({ series: series.id, times }))
  const often = groupBy(
    conditions.filter(({ times }) => times > 1),
    ({ times }) => times,
  )
  const turns = [...often].map(([times, those]) => {
    return `${enumeration(those.map(({ series }) => series))}: ${times} times a round, since all speedups rest on it`
  })
  const folder = join(labHome(process.env), 'sessions')
  const summaries = async () => (await listSessions(folder)).filter((one) => one.kind === 'session')
  const scatter = await new EarlierScatter(summaries, machine).of(experiment, file)
  const expected = scatter && expectedText(scatter, { rounds: plan.rounds, conditions })
  return [...turns, ...(expected === null ? [] : [`expect ${expected}`])]
}

function codeProblems(path: string, { experiment, bytes }: ExperimentSource): readonly Problem[] {
  const { workload } = experiment
  if (workload.kind !== 'module' && workload.kind !== 'script') return []
  const lack = lackOfRun(workload.kind, workload.path)
  const parsed = parseExperiment(path, bytes)
  if (lack === null || parsed.kind === 'refused') return []
  const message = `workload.${workload.kind}: ${lack}`
  return [{ file: path, ...parsed.locate(['workload', workload.kind]), message }]
}
