import type { SeriesId } from '../../experiments/core/names/series.ts'
import { noise } from '../seeded-numbers.ts'
import type { MadeUpLock } from '../sessions/trial.ts'

const turning: readonly SeriesId[] = ['cpython/threads', 'node/locked-threads']
const overlapping: readonly SeriesId[] = ['node/threads']

/** The workers of a made-up trial ran in its first measured lap in turns of 5 ms, or at once; null for processes. */
export function lockRecord(trial: number, series: SeriesId, workers: number, lapMs: number): MadeUpLock | null {
  const source = series === 'node/locked-threads' ? 'holds' : 'gaps'
  if (workers < 2) return null
  if (turning.includes(series)) {
    return { source, toMs: Math.min(lapMs, 600), holds: turns(trial, workers, Math.min(lapMs, 600)) }
  }
  if (overlapping.includes(series)) return { source, holds: atOnce(trial, workers, lapMs) }
  return null
}

function turns(trial: number, workers: number, lapMs: number): number[][] {
  const holds = Array.from({ length: workers }, (): number[] => [])
  let holder = 0
  for (let [turn, atMs] = [0, 0.05]; atMs < lapMs; turn++) {
    const endMs = Math.min(lapMs, atMs + 5.05 + 0.15 * noise(trial, turn) + (noise(turn, trial) > 0.97 ? 2.3 : 0))
    holds[holder]?.push(atMs, endMs - 0.02)
    atMs = endMs
    holder = (holder + 1 + Math.floor(noise(trial, turn, 7) * (workers - 1))) % workers
  }
  return holds
}

/** Each worker is off its core for a moment now and then. */
function atOnce(trial: number, workers: number, lapMs: number): number[][] {
  return Array.from({ length: workers }, (_, worker) => {
    const flat = [0.04]
    for (let atMs = 20 + 60 * noise(trial, worker); atMs < lapMs - 10; atMs += 40 + 60 * noise(trial, worker, atMs)) {
      flat.push(atMs, atMs + 2.6)
    }
    return [...flat, lapMs]
  })
}
