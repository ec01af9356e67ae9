import { z } from 'zod'
import { findSeries, isProbeSeries } from '../names/series.ts'
import type { SessionHeader } from './session.ts'

/** Whether the trials of a session bring timed laps, which make curves, or facts, or both. */
export interface SessionMeasures {
  readonly laps: boolean
  readonly facts: boolean
}

const definitionSchema = z.object({ workload: z.object({ kind: z.string() }) })

export function sessionMeasures({ conditions, experiment }: SessionHeader): SessionMeasures {
  const kind = definitionSchema.safeParse(experiment.definition).data?.workload.kind ?? 'kernel'
  const probes = conditions.map(({ series }) => {
    const known = findSeries(series)
    return known !== undefined && isProbeSeries(known, kind)
  })
  return { laps: probes.includes(false) || probes.length === 0, facts: probes.includes(true) }
}
