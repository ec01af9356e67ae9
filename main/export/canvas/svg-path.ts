/** The numbers a, b, c, d, e, f as in a canvas: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [number, number, number, number, number, number]

export const identity: Matrix = [1, 0, 0, 1, 0, 0]

export function multiply(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ]
}

/** The factor by which lengths grow; figures never stretch one axis alone. */
export function scaleOf([a, b, c, d]: Matrix): number {
  return Math.sqrt(Math.abs(a * d - b * c))
}

/** Two decimals are enough: nobody sees a hundredth of a pixel, and people read the file. */
export function short(value: number): string {
  return String(Math.round(value * 100) / 100)
}

/** A canvas path, kept as the `d` of an SVG path. As in a canvas, points are transformed when they are added. */
export class SvgPath {
  #pieces: string[] = []
  #started = false

  get d(): string {
    return this.#pieces.join('')
  }

  moveTo(matrix: Matrix, x: number, y: number): void {
    this.#pieces.push(`M${at(matrix, x, y)}`)
    this.#started = true
  }

  lineTo(matrix: Matrix, x: number, y: number): void {
    if (this.#started) this.#pieces.push(`L${at(matrix, x, y)}`)
    else this.moveTo(matrix, x, y)
  }

  curveTo(matrix: Matrix, x1: number, y1: number, x2: number, y2: number, x: number, y: number): void {
    if (!this.#started) this.moveTo(matrix, x1, y1)
    this.#pieces.push(`C${at(matrix, x1, y1)} ${at(matrix, x2, y2)} ${at(matrix, x, y)}`)
  }

  rect(matrix: Matrix, x: number, y: number, width: number, height: number): void {
    this.moveTo(matrix, x, y)
    this.lineTo(matrix, x + width, y)
    this.lineTo(matrix, x + width, y + height)
    this.lineTo(matrix, x, y + height)
    this.close()
  }

  arc(matrix: Matrix, x: number, y: number, radius: number, from: number, to: number, backwards: boolean): void {
    const turn = 2 * Math.PI
    const asked = backwards ? from - to : to - from
    const sweep = Math.abs(asked) >= turn ? turn : ((asked % turn) + turn) % turn
    const end = backwards ? from - sweep : from + sweep
    const middle = (from + end) / 2
    this.lineTo(matrix, x + radius * Math.cos(from), y + radius * Math.sin(from))
    // The arc has two halves, because SVG does not draw an arc whose ends meet.
    for (const angle of [middle, end]) {
      const r = short(radius * scaleOf(matrix))
      const point = at(matrix, x + radius * Math.cos(angle), y + radius * Math.sin(angle))
      this.#pieces.push(`A${r} ${r} 0 0 ${backwards ? '0' : '1'} ${point}`)
    }
  }

  close(): void {
    if (this.#started) this.#pieces.push('Z')
  }
}

function at([a, b, c, d, e, f]: Matrix, x: number, y: number): string {
  return `${short(a * x + c * y + e)} ${short(b * x + d * y + f)}`
}
