import type { Pen, Place } from './surface.ts'

/** The shape of a curve's points, which tells curves apart without their colours. */
export type Mark = 'disc' | 'square' | 'diamond' | 'triangle' | 'down' | 'cross'

/** The names that Chart.js has for them. */
export const pointStyles = {
  disc: { pointStyle: 'circle' },
  square: { pointStyle: 'rect' },
  diamond: { pointStyle: 'rectRot' },
  triangle: { pointStyle: 'triangle' },
  down: { pointStyle: 'triangle', pointRotation: 180 },
  cross: { pointStyle: 'crossRot' },
} as const satisfies Readonly<Record<Mark, object>>

interface MarkLook {
  readonly mark: Mark
  /** Open marks are filled with the ground. */
  readonly open: boolean
  readonly colour: string
  readonly ground: string
}

/** Paints a mark of about the size that Chart.js gives it, for the same radius. */
export function paintMark(pen: Pen, { mark, open, colour, ground }: MarkLook, { x, y }: Place, radius: number): void {
  pen.save()
  pen.setLineDash([])
  pen.lineWidth = Math.max(1, radius * 0.45)
  pen.strokeStyle = colour
  pen.fillStyle = open ? ground : colour
  pen.beginPath()
  if (mark === 'disc') pen.arc(x, y, radius, 0, 2 * Math.PI)
  else {
    for (const line of outlines[mark]) {
      for (const [index, [dx, dy]] of line.entries()) {
        if (index === 0) pen.moveTo(x + dx * radius, y + dy * radius)
        else pen.lineTo(x + dx * radius, y + dy * radius)
      }
      if (mark !== 'cross') pen.closePath()
    }
  }
  if (mark !== 'cross') pen.fill()
  pen.stroke()
  pen.restore()
}

/** The outline of a mark as the path of an SVG. */
export function markPath(mark: Mark, { x, y }: Place, radius: number): string {
  if (mark === 'disc')
    return `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`
  return outlines[mark]
    .map(
      (line) =>
        `M${line.map(([dx, dy]) => `${x + dx * radius} ${y + dy * radius}`).join('L')}${mark === 'cross' ? '' : 'z'}`,
    )
    .join('')
}

const half = Math.SQRT1_2

/** Lines through these places, in radii from the middle. */
const outlines: Readonly<Record<Exclude<Mark, 'disc'>, readonly (readonly (readonly [number, number])[])[]>> = {
  square: [
    [
      [-half, -half],
      [half, -half],
      [half, half],
      [-half, half],
    ],
  ],
  diamond: [
    [
      [0, -1],
      [1, 0],
      [0, 1],
      [-1, 0],
    ],
  ],
  triangle: [
    [
      [0, -1],
      [0.87, 0.5],
      [-0.87, 0.5],
    ],
  ],
  down: [
    [
      [0, 1],
      [0.87, -0.5],
      [-0.87, -0.5],
    ],
  ],
  cross: [
    [
      [-half, -half],
      [half, half],
    ],
    [
      [-half, half],
      [half, -half],
    ],
  ],
}
