import { z } from 'zod'
import { findSeries, variantKernel, type SeriesId } from '../names/series.ts'
import type { SessionHeader } from './session.ts'

const definitionSchema = z.object({ workload: z.object({ kernel: z.string() }) })

/** The kernel that a series of a session ran: its variant's, or the experiment's; null if it ran none. */
export function kernelOf({ experiment }: Pick<SessionHeader, 'experiment'>, series: SeriesId): string | null {
  const own = variantKernel(series)
  if (own !== '') return own
  if (findSeries(series)?.variant?.kind === 'probe') return null
  const parsed = definitionSchema.safeParse(experiment.definition)
  return parsed.success ? parsed.data.workload.kernel : null
}
