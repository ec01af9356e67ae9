import { counted } from '../text/format-number.ts'
import type { ChartConfiguration, ChartDataset } from 'chart.js'
import type { SampleRecord } from '../session/sample.ts'
import { areaNote, areaNoteRoomPx } from './area-note.ts'
import { Figure, type FigureTexts } from './figure-texts.ts'
import { memoryBands, type MemoryBands } from './memory-bands.ts'
import { roundAxis, tickText } from './round-axis.ts'
import { roundStep } from '../numbers/round-step.ts'
import type { Surface } from './surface.ts'
import type { ChartTheme, SeriesColour } from './theme.ts'

export interface MemoryChartInput extends FigureTexts {
  readonly samples: readonly SampleRecord[]
  readonly theme: ChartTheme
}

const bandColours: readonly SeriesColour[] = ['blue', 'sky', 'green', 'pink']

/** Resident memory over time, the trial's processes stacked. */
export function memoryChart(input: MemoryChartInput): ChartConfiguration<'line'> {
  const { samples, theme } = input
  const memory = memoryBands(samples)
  const axis = roundAxis(Math.max(1, memory.peak?.mebibytes ?? 100), 3)
  const lastSecond = Math.max(1, memory.seconds.at(-1) ?? 10)
  const secondStep = roundStep(lastSecond / 5)
  const figure = new Figure(input, theme)
  const font = { family: theme.fontFamily, size: 11 }
  return {
    type: 'line',
    data: { datasets: bandData(memory, theme) },
    plugins: [figure.plugin, areaNote],
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      events: [],
      layout: {
        padding: ({ chart }: { readonly chart: Surface }) => {
          const room = figure.room(chart)
          return { ...room, top: room.top + areaNoteRoomPx, right: room.right + 8 }
        },
      },
      scales: {
        x: {
          type: 'linear',
          min: 0,
          max: lastSecond,
          grid: { display: false },
          border: { display: false },
          ticks: {
            color: theme.muted,
            font,
            maxRotation: 0,
            autoSkipPadding: 12,
            callback: (value) => `${tickText(Number(value), secondStep)} s`,
          },
          afterBuildTicks: (scale) => {
            const count = Math.floor(lastSecond / secondStep + 1e-9) + 1
            scale.ticks = Array.from({ length: count }, (_, index) => ({ value: index * secondStep }))
          },
        },
        y: {
          type: 'linear',
          min: 0,
          max: axis.max,
          grid: { color: theme.line, lineWidth: 1, drawTicks: false },
          border: { display: false },
          ticks: {
            color: theme.muted,
            font,
            padding: 8,
            stepSize: axis.step,
            callback: (value) => (value === 0 ? '0' : `${tickText(Number(value), axis.step)} MiB`),
          },
        },
      },
    },
  }
}

function bandData(memory: MemoryBands, theme: ChartTheme): ChartDataset<'line', { x: number; y: number }[]>[] {
  const note = () => ({ text: noteText(memory), theme })
  if (memory.bands.length === 0) return [{ data: [], areaNote: note }]
  // Stacked here and not by Chart.js, which takes as long for that as for everything else that it does.
  const tops = memory.seconds.map(() => 0)
  return memory.bands.map(({ name, mebibytes }, band) => {
    mebibytes.forEach((height, index) => (tops[index] = (tops[index] ?? 0) + height))
    const colour = theme.colours[bandColours[band % bandColours.length] ?? 'blue'].line
    return {
      label: name,
      data: tops.map((y, index) => ({ x: memory.seconds[index] ?? 0, y })),
      parsing: false,
      normalized: true,
      fill: band === 0 ? 'origin' : '-1',
      backgroundColor: `${colour}8c`,
      borderWidth: 0,
      pointRadius: 0,
      tension: 0,
      areaNote: note,
    }
  })
}

/** "peak 184 MiB in 4 processes". */
function noteText({ peak, seconds }: MemoryBands): string {
  if (peak === null) return seconds.length === 0 ? 'no samples yet' : 'no trial running'
  const processes = counted(peak.processes, 'process', 'processes')
  return `peak ${Math.round(peak.mebibytes).toLocaleString('en-US')} MiB in ${processes}`
}
