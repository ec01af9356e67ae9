import { z } from 'zod'
import { chartNames, type ChartName } from '../names/chart-names.ts'
import type { ProbeName } from '../names/probe-names.ts'
import type { SessionHeader } from './session.ts'

const declaredSchema = z.object({ chart: z.enum(chartNames) })
const probedSchema = z.object({ workload: z.object({ probe: z.string() }) })

/** What shows the facts of a probe; sessions of older labs declare no chart. */
const chartOfProbe: Readonly<Partial<Record<ProbeName, ChartName>>> = {
  isolation: 'write-seen',
  'start-up': 'start-times',
  footprint: 'memory-per-worker',
  'message-passing': 'message-times',
  race: 'lost-increments',
  refcount: 'references',
  interrupt: 'stops',
  convoy: 'latencies',
}

/** Two experiments of the catalogue without a probe for their question, in sessions of older labs. */
const chartOfOlder: ReadonlyMap<string, ChartName> = new Map([
  ['lock-handoff', 'hold-times'],
  ['extension', 'kernels'],
])

/** The chart for the question of a session's experiment: the one that it declares, else its probe's, else the curves. */
export function questionChart({ experiment }: Pick<SessionHeader, 'experiment'>): ChartName {
  const declared = declaredSchema.safeParse(experiment.definition)
  if (declared.success) return declared.data.chart
  const older = experiment.file === null ? chartOfOlder.get(experiment.id) : undefined
  if (older !== undefined) return older
  const probed = probedSchema.safeParse(experiment.definition)
  const probe = probed.success ? probed.data.workload.probe : ''
  return new Map<string, ChartName>(Object.entries(chartOfProbe)).get(probe) ?? 'speedup'
}
