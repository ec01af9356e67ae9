import { claimTable } from '../../experiments/core/claims/claim-table.ts'
import { decideClaims } from '../../experiments/core/claims/decide-claims.ts'
import type { Outcome } from '../../experiments/core/session/outcome.ts'
import { foldSession } from '../sessions/fold-session.ts'
import { curvesOf } from '../../experiments/core/curves/speedup.ts'
import type { SessionHeader, SessionRecord } from '../../experiments/core/session/session.ts'
import type { LabApi, Progress } from '../../preload/contract.ts'
import type { ExportFormat } from '../../preload/requests.ts'
import type { SessionEntry } from '../../experiments/core/session/session-entry.ts'
import { fakeLab, type FakeLab } from '../fake-lab.ts'
import { entries, opened } from './catalog.ts'
import { claimsReport } from './claims.ts'
import { chosen, runtimesReport } from './runtimes.ts'
import { trustQuestion } from './trust.ts'
import { probeHeader, probeRecords, probeTrial, probeTrials } from './facts.ts'
import { conditions, experiment, header, machine, roundsMax, runtimes, sampleAt, trialRecords } from './session.ts'

export const sceneNames = [
  'empty',
  'running',
  'paused',
  'done',
  'cancelled',
  'failed',
  'disagreeing',
  'facts-starting',
  'facts-running',
  'facts-done',
  'mixed',
] as const
export type SceneName = (typeof sceneNames)[number]

const sessionId = 'scene'
const unnamed = { name: '', note: '', kind: 'full', verdicts: [], machine: null, readOnly: false } as const
const trialsMax = conditions.length * roundsMax

/** The records of the scene's session, as far as it got. */
function sceneRecords(scene: SceneName): readonly SessionRecord[] {
  const trials = (count: number) => Array.from({ length: count }, (_, trial) => trialRecords(trial)).flat()
  const samples = Array.from({ length: 240 }, (_, step) =>
    sampleAt(step * 250, Math.floor(step / 20) % 2 === 0 ? 4 : 8),
  )
  const end = (reason: 'complete' | 'cancelled'): SessionRecord[] => [
    { record: 'end', atMs: 83_000, reason, message: '' },
  ]
  switch (scene) {
    case 'empty':
      return []
    case 'running':
    case 'paused':
      return [header(sessionId), ...samples, ...trials(57)]
    case 'done': {
      const measured = [header(sessionId), ...trials(trialsMax), ...samples]
      const session = foldSession(measured)
      return [...measured, ...decideClaims(session, curvesOf(session)), ...end('complete')]
    }
    case 'cancelled':
      return [header(sessionId), ...trials(30), ...samples, ...end('cancelled')]
    case 'failed':
      return [header(sessionId), ...ending(trials(trialsMax), failures), ...samples, ...end('complete')]
    case 'facts-starting':
      return [probeHeader(sessionId)]
    case 'facts-running':
      return [probeHeader(sessionId), ...samples, ...probeRecords(31)]
    case 'facts-done': {
      const measured = [probeHeader(sessionId), ...samples, ...probeRecords(probeTrials)]
      const session = foldSession(measured)
      return [...measured, ...decideClaims(session, curvesOf(session)), ...end('complete')]
    }
    case 'mixed':
      return [...mixedRecords(), ...samples, ...end('complete')]
    case 'disagreeing':
      return [header(sessionId), ...ending(trials(trialsMax), disagreement), ...samples, ...end('complete')]
  }
}

/** Curves of kernels, and beside them the facts of a variant that probes. */
function mixedRecords(): readonly SessionRecord[] {
  const probed = (['node/threads@isolation', 'cpython/threads@isolation'] as const).map((series) => ({
    series,
    workers: 2,
    reference: false,
  }))
  const plain = header(sessionId)
  const timed = Array.from({ length: trialsMax }, (_, trial) => trialRecords(trial)).flat()
  const facts = Array.from({ length: probed.length * roundsMax }, (_, trial) => probeTrial(trial, probed)).flat()
  const later = facts.map((record) => ('trial' in record ? { ...record, trial: record.trial + trialsMax } : record))
  return [{ ...plain, conditions: [...plain.conditions, ...probed] }, ...timed, ...later]
}

const failures: ReadonlyMap<number, Outcome> = new Map<number, Outcome>([
  [4, { kind: 'timeout', message: 'took longer than 60 s (timeout): raise it in the file, or make the size smaller' }],
  [9, { kind: 'crashed', message: 'exited with code 3: Error: boom at /home/me/lab/collatz.mjs:12:9' }],
  [15, { kind: 'out-of-memory', message: 'its processes held 4.1 GiB, more than the 4 GiB allowed' }],
])
const disagreement: ReadonlyMap<number, Outcome> = new Map<number, Outcome>([
  [
    4,
    {
      kind: 'wrong-result',
      message: 'its checksum is 9b02c1d7, but Node serial gave 3a91f0c2: other work was done',
    },
  ],
])

/** The records, with some of the trials ending otherwise. */
function ending(records: readonly SessionRecord[], outcomes: ReadonlyMap<number, Outcome>): readonly SessionRecord[] {
  return records
    .filter((record) => record.record !== 'lap' || !outcomes.has(record.trial))
    .map((record) => {
      const outcome = record.record === 'trial' ? outcomes.get(record.trial) : undefined
      return record.record === 'trial' && outcome !== undefined ? { ...record, outcome } : record
    })
}

function progressOf(scene: SceneName): Progress {
  if (scene.startsWith('facts')) {
    const trialsDone = scene === 'facts-starting' ? 0 : 31
    const trialsTotal = { min: probeTrials, max: probeTrials }
    const now = '4 CPython processes, round 2'
    const leftMs = { min: 24_000, max: 24_000 }
    return { sessionId, run: about(probeHeader(sessionId)), phase: 'measuring', trialsDone, trialsTotal, leftMs, now }
  }
  return {
    sessionId,
    run: about(header(sessionId)),
    phase: scene === 'paused' ? 'paused' : 'measuring',
    trialsDone: 57,
    trialsTotal: { min: conditions.length * 5, max: trialsMax },
    leftMs: { min: 70_000, max: 120_000 },
    now: '4 Node threads, round 3',
  }
}

function about({ experiment: { id, title, question } }: SessionHeader): Progress['run'] {
  return { ref: { kind: 'catalog', id }, experimentId: id, title, question, claims: experiment.claims, quick: false }
}

function isRunning(scene: SceneName): boolean {
  return ['running', 'paused', 'facts-starting', 'facts-running'].includes(scene)
}

/** A lab that is in the state the scene names, and says so to every window that joins. */
export function sceneLab(scene: SceneName): FakeLab {
  const records = sceneRecords(scene)
  const running = isRunning(scene)
  const about = records[0]?.record === 'header' ? records[0].experiment : experiment
  const sessions: SessionEntry[] = [
    {
      id: 'older',
      path: '/s/older',
      experimentId: 'start-up',
      title: 'Start-up',
      startedAt: '2026-01-03T10:00:00.000Z',
      state: 'complete',
      ...unnamed,
      problem: null,
    },
    {
      id: 'crashed',
      path: '/s/crashed',
      experimentId: 'isolation',
      title: 'Isolation',
      startedAt: '2026-01-02T10:00:00.000Z',
      state: 'unfinished',
      ...unnamed,
      problem: null,
    },
  ]
  const end = records.find((record) => record.record === 'end')
  if (scene !== 'empty') {
    sessions.push({
      id: sessionId,
      path: '/s/scene.lockstep',
      experimentId: about.id,
      title: about.title,
      startedAt: header(sessionId).startedAt,
      ...unnamed,
      state: running ? 'running' : (end?.reason ?? 'complete'),
      problem: null,
    })
  }
  const functions: Partial<LabApi> = {
    describe: () =>
      Promise.resolve({
        version: '0.1.0',
        shell: 'browser',
        dialogs: false,
        machine,
        runtimes: [...runtimes],
        home: '/home/me/.lockstep',
      }),
    experiments: () => Promise.resolve(entries),
    open: (ref) => Promise.resolve(opened(ref.kind === 'file' ? ref.path : null)),
    start: (request) =>
      Promise.resolve(
        request.experiment.kind === 'file' && request.trusted.length === 0
          ? trustQuestion
          : { kind: 'started', sessionId },
      ),
    cancel: () => Promise.resolve(),
    pause: () => Promise.resolve(),
    running: () => Promise.resolve(running ? progressOf(scene) : null),
    claims: () => Promise.resolve(scene === 'empty' ? { rows: claimTable(new Map()), sessions: [] } : claimsReport),
    runtimes: () => Promise.resolve(runtimesReport),
    problemReport: () => Promise.resolve('Lockstep 0.1.0 (browser)\n2026-01-02T03:04:05.000Z 7 the monitor stopped\n'),
    lookForRuntimes: () => Promise.resolve({ ...runtimesReport, notes: [] }),
    chooseRuntime: (runtime, commandLine) => Promise.resolve(chosen(runtime, commandLine)),
    sessions: () => Promise.resolve(sessions),
    session: () => {
      if (running) {
        // While the answer is on its way, what is newest comes as events too: some of it before, some of it again.
        lab.events.records(sessionId, records.slice(-2))
        lab.events.progress(progressOf(scene))
      }
      return Promise.resolve({ records, next: null, share: 1 })
    },
    export: ({ format }) =>
      Promise.resolve({
        kind: 'bytes',
        fileName: fileNameOf(format),
        mimeType: 'image/svg+xml',
        base64: 'PHN2Zy8+',
      }),
  }
  const lab = fakeLab(functions)
  return lab
}

function fileNameOf(format: ExportFormat): string {
  switch (format.kind) {
    case 'figure':
      return `${format.figure}.${format.image}`
    case 'table':
      return `results.${format.text}`
    case 'report':
      return `report.${format.report}`
    default:
      return `results.${format.kind}`
  }
}

/** The machine's last half minute, all at once. */
export function sendLiveSamples(lab: FakeLab, scene: SceneName): void {
  const busy = isRunning(scene)
  for (let step = 0; step <= 120; step++)
    lab.events.sample(sampleAt(step * 250, !busy || (step > 30 && step < 42) ? 0 : 4))
}
