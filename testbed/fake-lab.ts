import type { Lab } from '../main/lab/lab.ts'
import type { LabApi, LabEvents } from '../preload/contract.ts'
import type { SampleRecord } from '../experiments/core/session/sample.ts'

export const sample: SampleRecord = {
  record: 'sample',
  atMs: 250,
  cores: [0.5, 0.25],
  memory: { usedBytes: 1, totalBytes: 2 },
  processes: [],
  costMs: 0.2,
}

/** A lab whose functions the test gives, all others failing, and whose events the test sends. */
export interface FakeLab extends Lab {
  readonly events: LabEvents
  readonly windows: () => number
}

export function fakeLab(functions: Partial<LabApi> = {}): FakeLab {
  const subscribers = new Set<LabEvents>()
  const each = (send: (events: LabEvents) => void) => {
    subscribers.forEach(send)
  }
  const unexpected = () => Promise.reject(new Error('this fake lab cannot do that'))
  return {
    api: {
      describe: unexpected,
      experiments: unexpected,
      open: unexpected,
      picture: unexpected,
      pickExperiment: unexpected,
      start: unexpected,
      resume: unexpected,
      cancel: unexpected,
      pause: unexpected,
      running: unexpected,
      sessions: unexpected,
      session: unexpected,
      renameSession: unexpected,
      noteSession: unexpected,
      trashSession: unexpected,
      restoreSession: unexpected,
      openSession: unexpected,
      showSessionsFolder: unexpected,
      export: unexpected,
      claims: unexpected,
      runtimes: unexpected,
      chooseRuntime: unexpected,
      lookForRuntimes: unexpected,
      problemReport: unexpected,
      ...functions,
    },
    subscribe: (events) => {
      subscribers.add(events)
      return () => subscribers.delete(events)
    },
    openFile: unexpected,
    resume: unexpected,
    keptSession: () => Promise.resolve(null),
    runningSession: () => null,
    sessionPath: (sessionId) => sessionId,
    groups: { labId: 'fake', watch: () => undefined, release: () => undefined },
    logProblem: () => undefined,
    close: () => Promise.resolve(),
    windows: () => subscribers.size,
    events: {
      records: (sessionId, records) => {
        each((events) => {
          events.records(sessionId, records)
        })
      },
      progress: (progress) => {
        each((events) => {
          events.progress(progress)
        })
      },
      sample: (record) => {
        each((events) => {
          events.sample(record)
        })
      },
    },
  }
}
