import type { Plugin } from 'chart.js'
import type { Lanes } from '../timeline/stretches.ts'
import type { Area, Pen, Surface } from './surface.ts'
import type { ChartTheme } from './theme.ts'

/** One row a worker: when it ran, on a pale track that says for how long it was within the lap. */
export interface LockLanes {
  readonly lanes: Lanes
  readonly windowMs: number
  /** Of what runs. */
  readonly colour: string
  readonly theme: ChartTheme
}

declare module 'chart.js' {
  interface LineControllerDatasetOptions {
    lockLanes?: () => LockLanes
  }
}

interface LaneData {
  readonly data: { readonly datasets: readonly { readonly lockLanes?: (() => LockLanes) | undefined }[] }
}

const fontPx = 11
const gapPx = 10
/** A row is no higher than this and no lower than that: more workers than fit are counted, not drawn. */
const [highestRowPx, lowestRowPx] = [30, 5]
/** Rows lower than this are too close for a name each. */
const namedRowPx = 13
/** A hold of 0.1 ms is still a hold that one can see. */
const thinnestPx = 0.8

export function laneRoom(pen: Pen, { lanes, theme }: LockLanes): number {
  pen.save()
  pen.font = `400 ${fontPx}px ${theme.fontFamily}`
  const { width } = pen.measureText(laneName(lanes.length - 1))
  pen.restore()
  return Math.ceil(width) + gapPx
}

/** How high rows are where they have as much room as they can use. */
export function lanesHeight({ lanes }: LockLanes): number {
  return lanes.length * highestRowPx
}

export const lockLanes: Plugin<'line'> = {
  id: 'lockLanes',
  beforeDatasetsDraw(chart: Surface & LaneData): void {
    const drawn = chart.data.datasets.find((dataset) => dataset.lockLanes !== undefined)?.lockLanes?.()
    if (drawn === undefined) return
    const { ctx: pen, chartArea } = chart
    const { lanes, theme } = drawn
    const height = chartArea.bottom - chartArea.top
    const shown = Math.max(1, Math.min(lanes.length, Math.floor(height / lowestRowPx)))
    const rowPx = Math.min(highestRowPx, height / shown)
    const named = Math.ceil(namedRowPx / rowPx)
    const isCut = shown < lanes.length
    const nameOf = (worker: number): string | null => {
      if (isCut && worker === shown - 1) return `of ${lanes.length}`
      return worker % named === 0 && !(isCut && worker >= shown - named) ? laneName(worker) : null
    }
    pen.save()
    pen.font = `400 ${fontPx}px ${theme.fontFamily}`
    pen.textAlign = 'right'
    pen.textBaseline = 'middle'
    for (const [worker, lane] of lanes.slice(0, shown).entries()) {
      const middle = chartArea.top + (worker + 0.5) * rowPx
      const barPx = rowPx * 0.6
      drawLane(pen, lane, drawn, { ...chartArea, top: middle - barPx / 2, bottom: middle + barPx / 2 })
      pen.fillStyle = theme.muted
      const name = nameOf(worker)
      if (name !== null) pen.fillText(name, chartArea.left - gapPx, middle)
    }
    pen.restore()
  },
}

function laneName(worker: number): string {
  return `worker ${worker + 1}`
}

function drawLane(pen: Pen, lane: Lanes[number], { windowMs, colour, theme }: LockLanes, row: Area): void {
  const perMs = (row.right - row.left) / windowMs
  const height = row.bottom - row.top
  const endMs = Math.min(windowMs, lane.at(-1)?.endMs ?? 0)
  pen.fillStyle = theme.line
  pen.globalAlpha = 0.7
  pen.fillRect(row.left, row.top, endMs * perMs, height)
  pen.globalAlpha = 1
  pen.fillStyle = colour
  for (const { startMs, endMs } of lane) {
    if (startMs >= windowMs) break
    const width = (Math.min(endMs, windowMs) - startMs) * perMs
    pen.fillRect(row.left + startMs * perMs, row.top, Math.max(thinnestPx, width), height)
  }
}
