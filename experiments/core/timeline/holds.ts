import type { LockRecord } from '../session/session.ts'
import { lengthMs, type Lanes, type Stretch } from './stretches.ts'

interface Turn extends Stretch {
  readonly worker: number
  /** Whether another worker ran within it. */
  readonly shared: boolean
}

/**
 * How long one worker at a time had the interpreter to itself, in ms: without the first and the last time of each
 * worker, which the lap cuts.
 *
 * The holds of our own lock are exact. Gaps tell less: a holder from which another program took the core has a gap
 * too, though it goes on holding, so that the median of its stretches is far too short (seen: 3.9 ms in place of 20).
 * So stretches of one worker between which no other ran are one turn, and a turn that another worker ran into is none.
 * Disturbance can then only draw turns out, when the worker that waits gets no core in time to ask for the lock: such
 * laps are told by their wait for a core (`waitedForCore`), and within the others the median is not moved by the few
 * turns that were.
 */
export function holdLengthsMs(lanes: Lanes, source: LockRecord['source']): readonly number[] {
  if (source === 'holds') return lanes.flatMap((lane) => lane.slice(1, -1).map(lengthMs))
  const stretches = lanes.flatMap((lane, worker) =>
    lane.map((stretch): Turn => ({ ...stretch, worker, shared: false })),
  )
  const ordered = stretches.sort((a, b) => a.startMs - b.startMs)
  const turns = marked(joined(ordered))
  const cut = lanes.map((_, worker) => turns.filter((turn) => turn.worker === worker).slice(1, -1))
  return cut.flatMap((own) => own.filter(({ shared }) => !shared).map(lengthMs))
}

/** Neighbours of the same worker in one. */
function joined(ordered: readonly Turn[]): readonly Turn[] {
  const turns: Turn[] = []
  for (const turn of ordered) {
    const before = turns.at(-1)
    if (before?.worker === turn.worker) turns[turns.length - 1] = { ...before, endMs: turn.endMs }
    else turns.push(turn)
  }
  return turns
}

function marked(turns: readonly Turn[]): readonly Turn[] {
  let latestEndMs = Number.NEGATIVE_INFINITY
  return turns.map((turn, index) => {
    const nextStartMs = turns[index + 1]?.startMs ?? Number.POSITIVE_INFINITY
    const shared = latestEndMs > turn.startMs || nextStartMs < turn.endMs
    latestEndMs = Math.max(latestEndMs, turn.endMs)
    return { ...turn, shared }
  })
}
