import type { Area, Pen } from './surface.ts'

/** Lines across an area tell parts apart where there are no colours. */
export type Hatch = 'none' | 'rising' | 'falling' | 'crossed' | 'upright' | 'level' | 'grid'

const stepPx = 5

export function paintHatch(pen: Pen, hatch: Hatch, area: Area, colour: string): void {
  if (hatch === 'none') return
  pen.save()
  pen.strokeStyle = colour
  pen.lineWidth = 0.8
  pen.setLineDash([])
  pen.beginPath()
  if (hatch === 'upright' || hatch === 'grid') upright(pen, area)
  if (hatch === 'level' || hatch === 'grid') level(pen, area)
  if (hatch === 'rising' || hatch === 'crossed') slanted(pen, area, 1)
  if (hatch === 'falling' || hatch === 'crossed') slanted(pen, area, -1)
  pen.stroke()
  pen.restore()
}

function upright(pen: Pen, { left, right, top, bottom }: Area): void {
  for (let x = left + stepPx / 2; x < right; x += stepPx) {
    pen.moveTo(x, top)
    pen.lineTo(x, bottom)
  }
}

function level(pen: Pen, { left, right, top, bottom }: Area): void {
  for (let y = top + stepPx / 2; y < bottom; y += stepPx) {
    pen.moveTo(left, y)
    pen.lineTo(right, y)
  }
}

/** Lines at 45°, each cut where it leaves the area. */
function slanted(pen: Pen, { left, right, top, bottom }: Area, slope: 1 | -1): void {
  const height = bottom - top
  for (let start = left - height + stepPx / 2; start < right; start += stepPx) {
    const [from, to] = [Math.max(start, left), Math.min(start + height, right)]
    if (to <= from) continue
    const yAt = (x: number): number => (slope === 1 ? bottom - (x - start) : top + (x - start))
    pen.moveTo(from, yAt(from))
    pen.lineTo(to, yAt(to))
  }
}
