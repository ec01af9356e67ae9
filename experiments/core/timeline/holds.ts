import type { LockRecord } from '../session/session.ts'
import { lengthMs, type Lanes, type Stretch } from './stretches.ts'

interface Turn extends Stretch {
  readonly worker: number
  /** Whether another worker ran within it. */
  readonly shared: boolean
}

/**
 * How long one worker at a time had the interpreter to itself, in ms. The first and the last hold of each worker are left
 * out, since the lap cuts them.
 *
 * The holds of our own lock are exact. Gaps are less certain: if another program takes the core of a holder, the holder
 * has a gap too although it goes on holding, and the median of its stretches is far too short (3.9 ms instead of 20 was
 * seen). Stretches of one worker between which no other worker ran therefore count as one turn, and a turn into which
 * another worker ran does not count. Disturbance can then only make turns longer, if the waiting worker gets no core in
 * time to ask for the lock. Such laps are recognised by their wait for a core (`waitedForCore`); in the other laps the few
 * longer turns do not move the median.
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

/** Joins neighbouring stretches of the same worker. */
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
