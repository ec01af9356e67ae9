import { existsSync } from 'node:fs'
import { didYouMean } from '../../../experiments/core/did-you-mean.ts'
import { foldSession } from '../../../experiments/core/session-fold.ts'
import { formatProblem } from '../../../experiments/core/problem.ts'
import { resultDocument } from '../../../experiments/core/result-document.ts'
import type { Session, SessionRecord } from '../../../experiments/core/session.ts'
import { curvesOf } from '../../../experiments/core/speedup.ts'
import type { ExperimentRef, Overrides, StartResult } from '../../../preload/contract.ts'
import { exportToFolder, prepareFolder } from '../../export/export-session.ts'
import { createLab, type Lab } from '../../lab.ts'
import { pinnedNode } from '../../node-path.ts'
import { catalog } from '../../store/catalog.ts'
import { labHome } from '../../store/home.ts'
import type { TerminalOptions } from './commands.ts'
import { onEndSignal, type EndSignal } from './end-signals.ts'
import { exitCodes, UsageError } from './exit-codes.ts'
import { namedRuntimes } from './named-runtimes.ts'
import { ProgressLine } from './progress-line.ts'
import { summaryText } from './summary.ts'

export interface RunCommandOptions {
  readonly series?: string[]
  readonly workers?: string[]
  readonly rounds?: number
  readonly laps?: number
  readonly seed?: number
  readonly quick?: true
  readonly out?: string
  readonly json?: true
  readonly trust?: true
  readonly runtime?: readonly string[]
}

/** Measures one experiment and prints what came out. */
export async function run(terminal: TerminalOptions, name: string, options: RunCommandOptions): Promise<void> {
  const { out, json, trust, runtime, ...overrides } = options
  const named = namedRuntimes(runtime)
  if (out !== undefined) prepareFolder(out)
  const lab = await createLab({
    version: terminal.version,
    shell: 'terminal',
    dialogs: null,
    home: labHome(process.env),
    programs: terminal.programs,
    nodePath: pinnedNode(),
    named,
  })
  try {
    const ended = await measure(lab, refOf(name), overrides, trust === true)
    const { path, session } = ended
    const curves = curvesOf(session)
    const result = resultDocument(session, curves, path)
    process.stdout.write(json === true ? `${JSON.stringify(result, null, 2)}\n` : summaryText(session, curves, path))
    if (out !== undefined) {
      const job = { session, curves, sessionPath: path, programs: terminal.programs, nodePath: pinnedNode() }
      const files = await exportToFolder(job, out)
      process.stderr.write(`Wrote ${files.join(', ')}\n`)
    }
    if (ended.signal !== null) process.exitCode = signalCodes[ended.signal]
    else if (result.failures.length > 0 || session.end?.reason === 'failed') process.exitCode = exitCodes.failed
  } finally {
    await lab.close()
  }
}

const signalCodes = {
  SIGINT: exitCodes.interrupted,
  SIGTERM: exitCodes.terminated,
  SIGHUP: exitCodes.hangup,
} satisfies Record<EndSignal, number>

interface Ended {
  readonly path: string
  readonly session: Session
  /** What ended it early, or null. */
  readonly signal: EndSignal | null
}

async function measure(lab: Lab, ref: ExperimentRef, overrides: Overrides, trusted: boolean): Promise<Ended> {
  const records: SessionRecord[] = []
  const line = new ProgressLine(process.stderr)
  const ending: { signal: EndSignal | null } = { signal: null }
  const ended = new Promise<void>((resolve) => {
    lab.subscribe({
      records(_sessionId, added) {
        for (const record of added) {
          if (record.record !== 'sample') records.push(record)
          if (record.record === 'warning') line.note(`warning: ${record.message}`)
          if (record.record === 'trial' && record.outcome.kind !== 'ok' && record.outcome.kind !== 'cancelled') {
            line.note(`${record.series} × ${String(record.workers)}: ${record.outcome.kind}: ${record.outcome.message}`)
          }
          if (record.record === 'end') resolve()
        }
      },
      progress(progress) {
        line.show(progress)
      },
      sample: () => undefined,
    })
  })
  let cancel = (): void => undefined
  onEndSignal((received) => {
    ending.signal = received
    cancel()
  })
  const sessionId = startedId(await lab.api.start({ experiment: ref, overrides, trusted }))
  cancel = () => void lab.api.cancel(sessionId)
  // Ctrl-C may have come while it was starting
  if (ending.signal !== null) cancel()
  await ended
  line.clear()
  return { path: lab.sessionPath(sessionId), session: foldSession(records), signal: ending.signal }
}

/** @throws UsageError where the run was refused */
function startedId(result: StartResult): string {
  switch (result.kind) {
    case 'started':
      return result.sessionId
    case 'refused':
      throw new UsageError(result.problems.map(formatProblem).join('\n'))
    case 'needs-trust':
      throw new UsageError(
        `This experiment runs code of its own: ${result.runs.join(', ')}\nRead it, and if you trust it add --trust to run it.`,
      )
    case 'busy':
      throw new Error(`session ${result.sessionId} is running`)
  }
}

/**
 * A file where there is one of that name, else a built-in experiment.
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
