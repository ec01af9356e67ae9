import { compareSessions, type Comparison } from '../../experiments/core/comparison/compare-sessions.ts'
import { SessionBuilder } from '../../experiments/core/session/session-fold.ts'
import type { Session } from '../../experiments/core/session/session.ts'
import type { LabApi } from '../../preload/contract.ts'
import { sessionParts } from '../connection/session-parts.ts'

/** Two to six sessions, of which one after another is compared with the first. */
export class ComparedSessions {
  readonly ids: readonly string[]
  /** The place of the one that is compared with the first. */
  other = $state(1)
  sessions = $state.raw<readonly Session[] | null>(null)
  readonly pair = $derived.by((): readonly [Session, Session] | null => {
    const [first, other] = [this.sessions?.[0], this.sessions?.[this.other]]
    return first === undefined || other === undefined ? null : [first, other]
  })
  readonly comparison = $derived.by((): Comparison | null =>
    this.pair === null ? null : compareSessions(...this.pair),
  )

  constructor(ids: readonly string[]) {
    this.ids = ids
  }

  /** @param isWanted asked after each part: if it says no, reading ends @throws if the lab cannot read one of them */
  async load(api: Pick<LabApi, 'session'>, isWanted: () => boolean): Promise<void> {
    const sessions: Session[] = []
    for (const id of this.ids) {
      const builder = new SessionBuilder()
      for await (const { records } of sessionParts(api, id)) {
        if (!isWanted()) return
        for (const record of records) builder.add(record)
      }
      sessions.push(builder.session)
    }
    this.sessions = sessions
  }
}
