import { untrack } from 'svelte'
import type { Curve } from '../experiments/core/curve.ts'
import type {
  ClaimRecord,
  EndRecord,
  LapRecord,
  LockRecord,
  SampleRecord,
  Session,
  SessionHeader,
  SessionRecord,
  TrialRecord,
  WarningRecord,
} from '../experiments/core/session.ts'
import { curvesOf } from '../experiments/core/speedup.ts'
import type { Progress } from '../preload/contract.ts'
import { recordKey } from './record-key.ts'

export type SessionState = 'loading' | 'running' | 'complete' | 'cancelled' | 'failed' | 'unfinished'

/** One session as the window shows it: its records so far, and what follows from them. */
export class SessionView {
  readonly id: string
  header = $state.raw<SessionHeader | null>(null)
  trials = $state.raw<readonly TrialRecord[]>([])
  laps = $state.raw<readonly LapRecord[]>([])
  samples = $state.raw<readonly SampleRecord[]>([])
  locks = $state.raw<readonly LockRecord[]>([])
  warnings = $state.raw<readonly WarningRecord[]>([])
  claims = $state.raw<readonly ClaimRecord[]>([])
  end = $state.raw<EndRecord | null>(null)
  progress = $state.raw<Progress | null>(null)
  /** Whether the lab is at work on it: without that, a session with no end was left unfinished. */
  live = $state(false)
  readonly #seen = new Set<string>()

  readonly state = $derived.by((): SessionState => {
    if (this.end !== null) return this.end.reason
    if (this.live) return 'running'
    return this.header === null ? 'loading' : 'unfinished'
  })
  /** Follows the trials alone: a lap arrives before its trial's record, and samples change no curve. */
  readonly curves = $derived.by((): readonly Curve[] => {
    if (this.header === null || this.trials.length === 0) return []
    const header = this.header
    return untrack(() => curvesOf(this.#session(header)))
  })
  readonly failures = $derived(
    this.trials.filter(({ outcome }) => outcome.kind !== 'ok' && outcome.kind !== 'cancelled'),
  )

  constructor(id: string, live: boolean) {
    this.id = id
    this.live = live
  }

  add(records: readonly SessionRecord[]): void {
    const fresh = records.filter((record) => {
      const key = recordKey(record)
      if (this.#seen.has(key)) return false
      this.#seen.add(key)
      return true
    })
    const byKind = Map.groupBy(fresh, ({ record }) => record)
    const of = <K extends SessionRecord['record']>(kind: K) =>
      (byKind.get(kind) ?? []) as Extract<SessionRecord, { record: K }>[]
    this.header = of('header')[0] ?? this.header
    this.laps = appended(this.laps, of('lap'))
    this.samples = appended(this.samples, of('sample'))
    this.locks = appended(this.locks, of('lock'))
    this.warnings = appended(this.warnings, of('warning'))
    this.claims = appended(this.claims, of('claim'))
    this.trials = appended(this.trials, of('trial'))
    this.end = of('end')[0] ?? this.end
  }

  #session(header: SessionHeader): Session {
    const { trials, laps, samples, locks, warnings, claims, end } = this
    return { header, trials, laps, samples, locks, warnings, claims, end }
  }
}

/** The same array where nothing was added, so that nothing that follows from it is worked out again. */
function appended<T>(records: readonly T[], added: readonly T[]): readonly T[] {
  return added.length === 0 ? records : [...records, ...added]
}
