import { existsSync } from 'node:fs'
import type { SeriesPair } from '../../../experiments/core/curves/contrast.ts'
import { formatProblem } from '../../../experiments/core/definition/problem.ts'
import { findSeries, serialOf, type SeriesId } from '../../../experiments/core/names/series.ts'
import { didYouMean } from '../../../experiments/core/text/did-you-mean.ts'
import type { MonitorMode } from '../../../experiments/core/names/monitor-mode.ts'
import type { ExperimentRef } from '../../../preload/requests.ts'
import { curvesOf } from '../../../experiments/core/curves/speedup.ts'
import { resultDocument } from '../../../experiments/core/report/result-document.ts'
import { exportToFolder } from '../../export/export-session.ts'
import { prepareFolder } from '../../export/write-export.ts'
import type { Lab } from '../../lab/lab.ts'
import { pinnedNode } from '../../system/node-path.ts'
import { catalog } from '../../store/catalog.ts'
import { openSource } from '../../store/experiment-source.ts'
import type { TerminalOptions } from './terminal-options.ts'
import { signalCodes } from '../end-signals.ts'
import { refuseMissing } from './contrasts.ts'
import { exitCodes, UsageError } from './exit-codes.ts'
import { Interruption } from './interruption.ts'
import { measure, type Measured } from './measure.ts'
import { namedRuntimes } from './named-runtimes.ts'
import { printAside, printResult } from './print.ts'
import { summaryText } from './summary.ts'
import { createTerminalLab } from './terminal-lab.ts'

/** What a command that measures does with what it measured. */
export interface MeasuringOptions {
  readonly out?: string | undefined
  readonly json?: true | undefined
  readonly trust?: true | undefined
  readonly runtime?: readonly string[] | undefined
  readonly contrast?: readonly SeriesPair[] | undefined
}

export interface RunCommandOptions extends MeasuringOptions {
  readonly series?: string[]
  readonly workers?: string[]
  readonly rounds?: number
  readonly laps?: number
  readonly seed?: number
  readonly monitor?: MonitorMode
  readonly quick?: true
  readonly steady?: true
}

export async function run(terminal: TerminalOptions, name: string, options: RunCommandOptions): Promise<void> {
  const { out, json, trust, runtime, contrast, ...overrides } = options
  const ref = refOf(name)
  if (contrast !== undefined) refuseMissing(contrast, seriesOf(ref, overrides.series))
  await measureAndReport(terminal, { out, json, runtime, contrast }, async (lab, interruption) => {
    const opened = await interruption.orLeave(lab.api.open(ref, overrides))
    const expected = opened.kind === 'opened' ? opened.plan.expected : null
    if (expected !== null) printAside(`Expect ${expected}\n`)
    return await measure(lab, ref, overrides, { trusted: trust === true, interruption })
  })
}

/** Measures in a lab of its own, prints what was measured, and writes the files that were asked for. */
export async function measureAndReport(
  terminal: TerminalOptions,
  { out, json, runtime, contrast = [] }: MeasuringOptions,
  measuring: (lab: Lab, interruption: Interruption) => Promise<Measured>,
): Promise<void> {
  const named = namedRuntimes(runtime)
  if (out !== undefined) prepareFolder(out)
  const lab = await createTerminalLab(terminal, 'terminal', named)
  try {
    const interruption = new Interruption()
    const { path, session } = await measuring(lab, interruption)
    const curves = curvesOf(session)
    const result = resultDocument(session, curves, path, contrast)
    const asked = json === true
    const text = asked
      ? `${JSON.stringify(result, null, 2)}
`
      : summaryText(session, curves, path, contrast)
    await printResult({ text, asked, kept: path })
    // The summary says so itself.
    if (asked && session.end?.reason === 'failed')
      printAside(`error: ${session.end.message}
`)
    if (out !== undefined) {
      const { programs } = terminal
      // what was interrupted is written all the same: only a signal from now on ends this
      const ending = interruption.received === null ? { signal: interruption.signal } : {}
      const job = {
        session,
        curves,
        sessionPath: path,
        contrasts: contrast,
        programs,
        nodePath: pinnedNode(),
        groups: lab.groups,
        ...ending,
      }
      const files = await exportToFolder(job, out)
      printAside(`Wrote ${files.join(', ')}\n`)
    }
    if (interruption.received !== null) process.exitCode = signalCodes[interruption.received]
    else if (result.failures.length > 0 || session.end?.reason === 'failed') process.exitCode = exitCodes.failed
  } finally {
    await lab.close()
  }
}

/**
 * The series that a run will have.
 * @throws UsageError if the experiment is refused
 */
function seriesOf(ref: ExperimentRef, chosen: readonly string[] | undefined): readonly string[] {
  const source = openSource(ref)
  if (source.kind === 'refused') throw new UsageError(source.problems.map(formatProblem).join('\n'))
  const named = chosen ?? source.experiment.series.map(({ id }) => id)
  return [
    ...new Set([...named, ...named.flatMap((id) => (findSeries(id) === undefined ? [] : [serialOf(id as SeriesId)]))]),
  ]
}

/**
 * Finds a file of that name, or otherwise a built-in experiment.
 * @throws UsageError for a bare word that is neither
 */
function refOf(name: string): ExperimentRef {
  if (existsSync(name) || /[/\\.]/.test(name)) return { kind: 'file', path: name }
  const ids = catalog.map(({ id }) => id)
  if (ids.includes(name)) return { kind: 'catalog', id: name }
  throw new UsageError(
    `${name}: neither a file nor a built-in experiment: got ${JSON.stringify(name)}, expected a path or ${ids.join(', ')}${didYouMean(name, ids)}`,
  )
}
