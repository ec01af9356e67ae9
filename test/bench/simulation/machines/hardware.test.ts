import { expect, test } from 'vitest'
import { neighbourCores, workerSpeeds } from '../../../../bench/simulation/machines/hardware.ts'
import { hardwareOf, type ProfileName } from '../../../../bench/simulation/machines/profiles.ts'

/** What so many workers do together, over one on the idle machine. */
function together(profile: ProfileName, workers: number, atMs = 0): number {
  const speeds = workerSpeeds(hardwareOf(profile, 0), workers, atMs)
  return speeds.reduce((sum, { core, share }) => sum + core * share, 0)
}

test('siblings of one physical core add a fifth to it, however many workers there are', () => {
  expect(together('2 vCPU, 1 core', 1)).toBe(1)
  expect(together('2 vCPU, 1 core', 2)).toBeCloseTo(1.2)
  expect(together('2 vCPU, 1 core', 6)).toBeCloseTo(1.2)
})

test('with more cores awake all are slower, by what the turbo gives a single one', () => {
  expect(together('2C/4T turbo', 2)).toBeCloseTo(1.6)
  expect(together('2C/4T turbo', 4)).toBeCloseTo(1.92)
})

test('slow cores are filled after the fast ones', () => {
  expect(workerSpeeds(hardwareOf('4P+4E', 0), 5, 0).map(({ core }) => core > 0.9)).toEqual([
    true,
    true,
    true,
    true,
    false,
  ])
})

test('a neighbour takes half of one worker’s core when no core is free, and nothing before', () => {
  const hardware = hardwareOf('16 cores, busy neighbour', 0)
  const shares = (workers: number) => workerSpeeds(hardware, workers, 0).filter(({ share }) => share < 1)
  expect(shares(15)).toEqual([])
  expect(shares(16)).toEqual([{ core: 1, share: 0.5 }])
  expect(neighbourCores(hardware, 15)).toBe(1)
  expect(neighbourCores(hardware, 16)).toBe(0.5)
})

test('a container’s limit is shared by all workers', () => {
  expect(together('container 1.5 CPU', 1)).toBe(1)
  expect(together('container 1.5 CPU', 2)).toBeCloseTo(1.5)
  expect(together('container 1.5 CPU', 6)).toBeCloseTo(1.5)
})

test('a laptop throttles from one moment on', () => {
  expect(together('laptop that throttles', 1, 19_000)).toBe(1)
  expect(together('laptop that throttles', 1, 20_000)).toBe(0.6)
})
