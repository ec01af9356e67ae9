import { z } from 'zod'
import { lapsOfSteady } from '../definition/overrides.ts'
import { findSeries, isProbeSeries } from '../names/series.ts'
import type { SessionHeader } from './session.ts'

/** Whether the trials of a session bring timed laps, which make curves, or facts, or both. */
export interface SessionMeasures {
  readonly laps: boolean
  readonly facts: boolean
  /** Whether trials have so many laps that they show when they became steady. */
  readonly longTrials: boolean
}

const definitionSchema = z.object({ workload: z.object({ kind: z.string() }), laps: z.number().optional() })

export function sessionMeasures({ conditions, experiment }: SessionHeader): SessionMeasures {
  const definition = definitionSchema.safeParse(experiment.definition).data
  const kind = definition?.workload.kind ?? 'kernel'
  const probes = conditions.map(({ series }) => {
    const known = findSeries(series)
    return known !== undefined && isProbeSeries(known, kind)
  })
  const laps = probes.includes(false) || probes.length === 0
  return { laps, facts: probes.includes(true), longTrials: laps && (definition?.laps ?? 0) >= lapsOfSteady }
}
