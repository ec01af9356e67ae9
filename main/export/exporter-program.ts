/**
 * The exporter: a program of its own, so that no window waits for it. Reads one job as JSON from its standard input,
 * draws the charts, writes them, and prints one JSON answer.
 */
import { text } from 'node:stream/consumers'
import { Chart, type ChartConfiguration } from 'chart.js'
import { z } from 'zod'
import { lockTimelineChart } from '../../experiments/core/charts/lock-timeline-chart.ts'
import { memoryChart } from '../../experiments/core/charts/memory-chart.ts'
import { chartParts } from '../../experiments/core/charts/register.ts'
import { speedupChart } from '../../experiments/core/charts/speedup-chart.ts'
import { chartThemes, type ChartTheme } from '../../experiments/core/charts/theme.ts'
import { timeChart } from '../../experiments/core/charts/time-chart.ts'
import { drawChart } from './canvas/draw-chart.ts'
import { exportJobSchema, type ChartAnswer, type ChartInput, type ChartOrder, type ExportAnswer } from './export-job.ts'
import { registerFonts, type Fonts } from './canvas/fonts.ts'
import { writeExport } from './write-export.ts'

Chart.register(...chartParts)
const job = exportJobSchema.safeParse(JSON.parse(await text(process.stdin)))
if (job.success) {
  const fonts = registerFonts()
  const charts: ChartAnswer[] = []
  for (const order of job.data.charts) charts.push(await carryOut(order, fonts))
  const answer: ExportAnswer = { charts }
  process.stdout.write(JSON.stringify(answer))
} else {
  process.stderr.write(`the job is not one: ${z.prettifyError(job.error)}\n`)
  process.exitCode = 1
}

async function carryOut(order: ChartOrder, registered: Fonts): Promise<ChartAnswer> {
  try {
    const theme = chartThemes[order.theme]
    const { title = 'Chart', subtitle = '' } = order.input
    const picture = { ...order, title, description: subtitle, fontFamily: theme.fontFamily }
    const bytes = drawChart(configOf(order.input, theme), picture, registered)
    if (order.path === null) return { kind: 'bytes', base64: Buffer.from(bytes).toString('base64') }
    await writeExport(order.path, bytes)
    return { kind: 'written', path: order.path }
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) }
  }
}

function configOf(input: ChartInput, theme: ChartTheme): ChartConfiguration<'line'> {
  switch (input.kind) {
    case 'speedup':
      return speedupChart({ ...input, theme })
    case 'memory':
      return memoryChart({ ...input, theme })
    case 'lock':
      return lockTimelineChart({ ...input, theme })
    case 'time':
      return timeChart({ ...input, theme })
  }
}
