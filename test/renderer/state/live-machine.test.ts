import { expect, test } from 'vitest'
import { LiveMachine } from '../../../renderer/state/live-machine.svelte.ts'
import { sampleAt } from '../../../testbed/scenes/session.ts'

/** A machine whose frames come when the test says so. */
function machineWithFrames(): {
  readonly machine: LiveMachine
  readonly asked: () => number
  readonly frame: () => void
} {
  const waiting: (() => void)[] = []
  let asked = 0
  const machine = new LiveMachine((publish) => {
    asked++
    waiting.push(publish)
  })
  const frame = (): void => {
    for (const publish of waiting.splice(0)) publish()
  }
  return { machine, asked: () => asked, frame }
}

test('samples that come within one frame are shown with it, all at once', () => {
  const { machine, asked, frame } = machineWithFrames()
  for (let step = 0; step < 10; step++) machine.add(sampleAt(step * 100, 0))
  expect(machine.recent).toEqual([])
  frame()
  expect(machine.recent.map(({ atMs }) => atMs)).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900])
  expect(asked()).toBe(1)
  machine.add(sampleAt(1000, 0))
  frame()
  expect(machine.latest?.atMs).toBe(1000)
})

test('what is older than half a minute is forgotten, also where no frame comes', () => {
  const { machine, frame } = machineWithFrames()
  for (let step = 0; step < 1000; step++) machine.add(sampleAt(step * 100, 0))
  frame()
  expect(machine.recent).toHaveLength(300)
  expect(machine.recent[0]?.atMs).toBe(70_000)
})

test('a clock that goes back is that of another lab: the old one is forgotten', () => {
  const { machine, frame } = machineWithFrames()
  machine.add(sampleAt(90_000, 0))
  machine.add(sampleAt(250, 0))
  frame()
  expect(machine.recent.map(({ atMs }) => atMs)).toEqual([250])
})
