import type { Lanes, Stretch } from '../../../../experiments/core/timeline/stretches.ts'

/** Workers that take turns of one length, the first from 0 on; the last turn ends with the lap. */
export function takingTurns(workers: number, holdMs: number, lapMs: number): Lanes {
  const lanes = Array.from({ length: workers }, (): Stretch[] => [])
  for (let [turn, startMs] = [0, 0]; startMs < lapMs; turn++, startMs += holdMs) {
    lanes[turn % workers]?.push({ startMs, endMs: Math.min(lapMs, startMs + holdMs) })
  }
  return lanes
}

export function sideBySide(workers: number, lapMs: number): Lanes {
  return Array.from({ length: workers }, () => [{ startMs: 0, endMs: lapMs }])
}

/** Cuts the lanes as if another program had had the core from one time to the other. */
export function withGap(lanes: Lanes, fromMs: number, toMs: number): Lanes {
  return lanes.map((lane) =>
    lane.flatMap(({ startMs, endMs }) =>
      [
        { startMs, endMs: Math.min(endMs, fromMs) },
        { startMs: Math.max(startMs, toMs), endMs },
      ].filter((piece) => piece.endMs > piece.startMs),
    ),
  )
}
