import { z } from 'zod'
import type { LockTimelineInput } from '../../experiments/core/charts/lock-timeline-chart.ts'
import type { MemoryChartInput } from '../../experiments/core/charts/memory-chart.ts'
import type { SpeedupChartInput } from '../../experiments/core/charts/speedup-chart.ts'
import type { TimeChartInput } from '../../experiments/core/charts/time-chart.ts'
import { imageFormats, type ImageFormat } from './canvas/draw-chart.ts'
import type { ThemeName } from '../../experiments/core/charts/theme.ts'

/** What a chart is made of; the theme goes by its name. */
export type ChartInput =
  | ({ readonly kind: 'speedup' } & Omit<SpeedupChartInput, 'theme'>)
  | ({ readonly kind: 'memory' } & Omit<MemoryChartInput, 'theme'>)
  | ({ readonly kind: 'lock' } & Omit<LockTimelineInput, 'theme'>)
  | ({ readonly kind: 'time' } & Omit<TimeChartInput, 'theme'>)

export interface ChartOrder {
  readonly format: ImageFormat
  /** Where to write it; null answers its bytes instead. */
  readonly path: string | null
  /** In CSS px; a PNG has `scale` times as many. */
  readonly width: number
  readonly height: number
  readonly scale: number
  readonly theme: ThemeName
  readonly input: ChartInput
}

/** One JSON document on the exporter's standard input. */
export interface ExportJob {
  readonly charts: readonly ChartOrder[]
}

const sizeSchema = z.int().min(100).max(10_000)

/** The lab writes the job itself: what is checked is what would end in an empty or endless picture. */
export const exportJobSchema = z.object({
  charts: z.array(
    z.object({
      format: z.enum(imageFormats),
      path: z.string().nullable(),
      width: sizeSchema,
      height: sizeSchema,
      scale: z.number().min(0.5).max(4),
      theme: z.enum(['light', 'dark']),
      input: z.custom<ChartInput>(
        (value) =>
          typeof value === 'object' &&
          value !== null &&
          'kind' in value &&
          ['speedup', 'memory', 'lock', 'time'].includes(String(value.kind)),
        'expected the input of a chart: speedup, memory, lock or time',
      ),
    }),
  ),
})

export const chartAnswerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('written'), path: z.string() }),
  z.object({ kind: z.literal('bytes'), base64: z.string() }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
])
export type ChartAnswer = z.infer<typeof chartAnswerSchema>

/** One JSON document on the exporter's standard output: an answer to each chart, in their order. */
export const exportAnswerSchema = z.object({ charts: z.array(chartAnswerSchema) })
export type ExportAnswer = z.infer<typeof exportAnswerSchema>
