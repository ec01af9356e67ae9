import type { Area, Place } from './surface.ts'

/** A label's size in px, and the point that it belongs to. */
export interface LabelBox {
  readonly width: number
  readonly height: number
  readonly anchor: Place
}

/** A piece of a drawn line, in px. */
export interface Segment {
  readonly from: Place
  readonly to: Place
}

/**
 * Places labels in one column, as near to their anchors as they can be without touching: least squares under an order,
 * by pooling adjacent violators (Barlow et al. 1972).
 * @returns each label's centre; null for the last labels if the column has no room for them
 */
export function placeInColumn(labels: readonly LabelBox[], top: number, bottom: number): readonly (number | null)[] {
  let [count, total] = [0, 0]
  for (const { height } of labels) {
    if (total + height > bottom - top) break
    total += height
    count++
  }
  const order = labels
    .slice(0, count)
    .map((label, index) => ({ index, label, y: label.anchor.y }))
    .sort((a, b) => a.y - b.y || a.index - b.index)

  // Each top is measured from its place in a stack without gaps: then the order means that tops never fall.
  const offsets: number[] = []
  const pools: { sum: number; size: number }[] = []
  let stacked = 0
  for (const { label, y } of order) {
    offsets.push(stacked)
    pools.push({ sum: y - label.height / 2 - stacked, size: 1 })
    stacked += label.height
    for (;;) {
      const [last, before] = [pools.at(-1), pools.at(-2)]
      if (last === undefined || before === undefined || before.sum / before.size <= last.sum / last.size) break
      pools.splice(-2, 2, { sum: before.sum + last.sum, size: before.size + last.size })
    }
  }
  const shifts = pools.flatMap(({ sum, size }) => new Array<number>(size).fill(sum / size))
  const centres = new Array<number | null>(labels.length).fill(null)
  for (const [position, { index, label }] of order.entries()) {
    const shift = Math.min(Math.max(shifts[position] ?? 0, top), bottom - stacked)
    centres[index] = shift + (offsets[position] ?? 0) + label.height / 2
  }
  return centres
}

/**
 * Finds a place for a label beside its anchor: inside the bounds, clear of the taken boxes, and across as few lines as
 * possible.
 * @returns null if everything is taken
 */
export function placeBeside(
  label: LabelBox,
  bounds: Area,
  taken: readonly Area[],
  lines: readonly Segment[],
  gap: number,
): Area | null {
  const { anchor, width, height } = label
  const steps = Math.ceil((bounds.bottom - bounds.top) / height) * 2
  let best: { readonly area: Area; readonly cost: number } | null = null
  for (let turn = 0; turn <= 2 * steps; turn++) {
    // The places to try go ever farther away, above and below in turn.
    const dy = ((turn % 2 === 0 ? turn / 2 : -(turn + 1) / 2) * height) / 2
    if (best !== null && Math.abs(dy) >= best.cost) break
    for (const side of [gap, -gap - width, -width / 2]) {
      // A label straight above or below leaves room for the point's own mark.
      if (side === -width / 2 && Math.abs(dy) < height) continue
      const area = boxAt(anchor.x + side, anchor.y + dy - height / 2, label)
      if (!isInside(area, bounds) || taken.some((other) => overlap(area, other))) continue
      const crossed = lines.filter((line) => crosses(line, area)).length
      const cost = crossed * 40 + Math.abs(dy) + (side === gap ? 0 : side === -width / 2 ? 4 : 8)
      if (best === null || cost < best.cost) best = { area, cost }
    }
  }
  return best?.area ?? null
}

function boxAt(left: number, top: number, { width, height }: LabelBox): Area {
  return { left, top, right: left + width, bottom: top + height }
}

function isInside(area: Area, bounds: Area): boolean {
  return (
    area.left >= bounds.left && area.right <= bounds.right && area.top >= bounds.top && area.bottom <= bounds.bottom
  )
}

export function overlap(a: Area, b: Area): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

/** Whether a segment passes through a box (Liang and Barsky 1984). */
export function crosses({ from, to }: Segment, area: Area): boolean {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  let [enter, leave] = [0, 1]
  for (const [slope, distance] of [
    [-dx, from.x - area.left],
    [dx, area.right - from.x],
    [-dy, from.y - area.top],
    [dy, area.bottom - from.y],
  ] as const) {
    if (slope === 0) {
      if (distance < 0) return false
    } else if (slope < 0) enter = Math.max(enter, distance / slope)
    else leave = Math.min(leave, distance / slope)
  }
  return enter <= leave
}
