import { expect, test } from 'vitest'
import {
  crosses,
  overlap,
  placeBeside,
  placeInColumn,
  type LabelBox,
} from '../../../../experiments/core/charts/place-labels.ts'
import type { Area } from '../../../../experiments/core/charts/surface.ts'
import { SeededNumbers } from '../../../../testbed/seeded-numbers.ts'

function label(y: number, height = 17, x = 100): LabelBox {
  return { width: 90, height, anchor: { x, y } }
}

test('labels that have room stay where their curves end', () => {
  expect(placeInColumn([label(40), label(200), label(120)], 0, 300)).toEqual([40, 200, 120])
})

test('two labels that would touch part evenly around their curves', () => {
  expect(placeInColumn([label(100, 20), label(104, 20)], 0, 300)).toEqual([92, 112])
})

test('labels in a column never overlap, keep the order of their curves and stay inside, wherever the curves end', () => {
  const random = new SeededNumbers(7)
  for (let round = 0; round < 300; round++) {
    const count = 1 + Math.floor(random.uniform() * 14)
    const labels = Array.from({ length: count }, () =>
      label(random.uniform() * 400 - 50, random.uniform() < 0.3 ? 30 : 16),
    )
    const boxes = placeInColumn(labels, 0, 300).flatMap((centre, index) => {
      const { height, anchor } = labels[index] ?? label(0)
      return centre === null ? [] : [{ top: centre - height / 2, bottom: centre + height / 2, y: anchor.y }]
    })
    boxes.sort((a, b) => a.top - b.top)
    for (const [index, { top, bottom, y }] of boxes.entries()) {
      expect(top).toBeGreaterThanOrEqual(-1e-9)
      expect(bottom).toBeLessThanOrEqual(300 + 1e-9)
      const next = boxes[index + 1]
      if (next === undefined) continue
      expect(next.top).toBeGreaterThanOrEqual(bottom - 1e-9)
      expect(next.y).toBeGreaterThanOrEqual(y)
    }
  }
})

test('a column that is too short leaves out the last labels rather than print them over others', () => {
  expect(placeInColumn([label(10), label(20), label(30), label(40)], 0, 40)).toEqual([8.5, 25.5, null, null])
})

test('a label beside its point avoids what is taken, and lines while there is a free place', () => {
  const random = new SeededNumbers(11)
  const bounds = { left: 0, top: 0, right: 400, bottom: 300 }
  const line = { from: { x: 0, y: 250 }, to: { x: 400, y: 20 } }
  const taken: Area[] = []
  for (let round = 0; round < 12; round++) {
    const area = placeBeside(label(random.uniform() * 300, 16, random.uniform() * 400), bounds, taken, [line], 10)
    if (area === null) continue
    expect(taken.some((other) => overlap(other, area))).toBe(false)
    expect(crosses(line, area)).toBe(false)
    expect(area.left >= 0 && area.right <= 400 && area.top >= 0 && area.bottom <= 300).toBe(true)
    taken.push(area)
  }
  expect(taken.length).toBeGreaterThan(8)
})

test('a label finds no place where everything is taken', () => {
  const bounds = { left: 0, top: 0, right: 400, bottom: 300 }
  expect(placeBeside(label(100), bounds, [bounds], [], 10)).toBeNull()
})

test('a segment crosses a box that it only passes through, and none that it misses', () => {
  const box = { left: 10, top: 10, right: 20, bottom: 20 }
  expect(crosses({ from: { x: 0, y: 15 }, to: { x: 40, y: 16 } }, box)).toBe(true)
  expect(crosses({ from: { x: 12, y: 12 }, to: { x: 13, y: 13 } }, box)).toBe(true)
  expect(crosses({ from: { x: 0, y: 9 }, to: { x: 40, y: 9 } }, box)).toBe(false)
  expect(crosses({ from: { x: 0, y: 0 }, to: { x: 9, y: 40 } }, box)).toBe(false)
})
