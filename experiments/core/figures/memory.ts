import type { ChartConfiguration, ChartDataset } from 'chart.js'
import { horizontalAxis, verticalAxis } from '../charts/axes.ts'
import { noteAbove, noteRoomPx } from '../charts/chart-note.ts'
import { FigureFrame, type Look } from '../charts/figure-frame.ts'
import { roundAxis, stepsTo, tickText } from '../charts/round-axis.ts'
import type { Surface } from '../charts/surface.ts'
import type { ChartTheme } from '../charts/theme.ts'
import { roundStep } from '../numbers/round-step.ts'
import type { SampleRecord } from '../session/sample.ts'
import { counted } from '../text/format-number.ts'
import type { Figure } from './figure.ts'
import { memoryBands, type MemoryBands } from './memory-bands.ts'

/** Resident memory over time, with the trial's processes stacked. */
export const memoryFigure: Figure<readonly SampleRecord[]> = {
  draw: (samples, look) => ({ kind: 'chart', config: memoryChart(samples, look) }),
}

/** Bands of processes are shades of the processes' colour, as hexadecimal alphas. */
const bandAlphas = ['8c', '4d', 'b3', '66']

function memoryChart(samples: readonly SampleRecord[], look: Look): ChartConfiguration<'line'> {
  const { theme } = look
  const memory = memoryBands(samples)
  const axis = roundAxis(Math.max(1, memory.peak?.mebibytes ?? 100), 3)
  const lastSecond = Math.max(1, memory.seconds.at(-1) ?? 10)
  const secondStep = roundStep(lastSecond / 5)
  const frame = new FigureFrame(look)
  return {
    type: 'line',
    data: { datasets: bandData(memory, theme) },
    plugins: [frame.plugin, noteAbove(noteText(memory), theme)],
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      events: [],
      layout: {
        padding: ({ chart }: { readonly chart: Surface }) => {
          const room = frame.room(chart.ctx, chart.width)
          return { ...room, top: room.top + noteRoomPx, right: room.right + 8 }
        },
      },
      scales: {
        x: horizontalAxis(theme, {
          min: 0,
          max: lastSecond,
          ticks: stepsTo(lastSecond, secondStep),
          text: (value) => `${tickText(value, secondStep)} s`,
          gapPx: 12,
        }),
        y: verticalAxis(theme, {
          min: 0,
          ...axis,
          text: (value) => (value === 0 ? '0' : `${tickText(value, axis.step)} MiB`),
        }),
      },
    },
  }
}

function bandData(memory: MemoryBands, theme: ChartTheme): ChartDataset<'line', { x: number; y: number }[]>[] {
  // Chart.js could stack the bands, but takes as long for that as for everything else that it does.
  const tops = memory.seconds.map(() => 0)
  return memory.bands.map(({ name, mebibytes }, band) => {
    mebibytes.forEach((height, index) => (tops[index] = (tops[index] ?? 0) + height))
    return {
      label: name,
      data: tops.map((y, index) => ({ x: memory.seconds[index] ?? 0, y })),
      parsing: false,
      normalized: true,
      fill: band === 0 ? 'origin' : '-1',
      backgroundColor: `${theme.colours.proc.line}${bandAlphas[band % bandAlphas.length] ?? ''}`,
      borderWidth: 0,
      pointRadius: 0,
      tension: 0,
    }
  })
}

/** "peak 184 MiB in 4 processes". */
function noteText({ peak, seconds }: MemoryBands): string {
  if (peak === null) return seconds.length === 0 ? 'no samples yet' : 'no trial running'
  const processes = counted(peak.processes, 'process', 'processes')
  return `peak ${Math.round(peak.mebibytes).toLocaleString('en-US')} MiB in ${processes}`
}
