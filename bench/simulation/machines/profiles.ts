import type { Hardware, SimulatedCore } from './hardware.ts'

/** Like cores, with so many siblings each. */
function alike(physical: number, siblings = 1, first = 0, speed = 1): readonly SimulatedCore[] {
  return Array.from({ length: physical * siblings }, (_, index) => ({
    physical: first + (index % physical),
    speed,
  }))
}

function machine(cores: readonly SimulatedCore[], told: Partial<Hardware['machine']> = {}): Hardware['machine'] {
  const fastest = Math.max(...cores.map(({ speed }) => speed))
  const fast = cores.filter(({ speed }) => speed === fastest)
  const physical = (some: readonly SimulatedCore[]): number => new Set(some.map((one) => one.physical)).size
  return {
    cores: cores.length,
    usableCores: cores.length,
    physicalCores: physical(cores),
    fastCores: physical(fast),
    ...told,
  }
}

function hardware(cores: readonly SimulatedCore[], changes: Partial<Hardware> = {}): Hardware {
  return {
    cores,
    siblingsGain: 1.2,
    clock: () => 1,
    quotaCores: Infinity,
    neighbours: { threads: 0, seen: true },
    throttle: null,
    cpuStepMs: 0.001,
    timerMs: 0.05,
    tellsCoreWait: true,
    machine: machine(cores),
    ...changes,
  }
}

/** Falls evenly from 1 with one core awake to `least` with all of them. */
function turbo(cores: number, least: number): (awake: number) => number {
  return (awake) => 1 - ((1 - least) * (Math.min(awake, cores) - 1)) / Math.max(1, cores - 1)
}

type Profile = (luck: number) => Hardware

const fourFastFourSlow = [...alike(4), ...alike(4, 1, 4, 0.65)]
const container = alike(8)

/** The machines of the bench, each as it comes from its maker or its cloud. */
const profiles = {
  '1 core': () => hardware(alike(1)),
  '2 vCPU, 1 core': () => hardware(alike(1, 2)),
  '2 vCPU, siblings untold': () => hardware(alike(1, 2), { machine: machine(alike(2)) }),
  '2C/4T turbo': () => hardware(alike(2, 2), { clock: turbo(2, 0.8) }),
  '4C/8T turbo': () => hardware(alike(4, 2), { clock: turbo(4, 0.85) }),
  '4P+4E': () => hardware(fourFastFourSlow, { clock: turbo(8, 0.9) }),
  '8 cores, macOS': () =>
    hardware(alike(8), {
      clock: turbo(8, 0.93),
      timerMs: 1,
      tellsCoreWait: false,
      machine: machine(alike(8), { platform: 'darwin' }),
    }),
  '16 cores, busy neighbour': () => hardware(alike(16), { neighbours: { threads: 1, seen: true } }),
  '64 cores': () => hardware(alike(64), { clock: turbo(64, 0.8) }),
  '128 cores, 2 sockets': () => hardware(alike(128), { clock: turbo(128, 0.75) }),
  'container 1.5 CPU': () =>
    hardware(container, {
      quotaCores: 1.5,
      machine: machine(container, { usableCores: 1, quotaCores: 1.5 }),
    }),
  'container 4 of 64, hidden load': () =>
    hardware(alike(4), {
      neighbours: { threads: 2, seen: false },
      machine: machine(alike(4), { cores: 64 }),
    }),
  'container 4 CPU of 64': () =>
    hardware(alike(64), {
      clock: turbo(64, 0.8),
      quotaCores: 4,
      machine: machine(alike(64), { usableCores: 4, quotaCores: 4 }),
    }),
  'laptop that throttles': (luck) =>
    hardware(alike(4, 2), {
      clock: turbo(4, 0.85),
      throttle: { fromMs: 20_000 + 280_000 * luck, speed: 0.6 },
    }),
  Windows: () =>
    hardware(alike(4, 2), {
      clock: turbo(4, 0.85),
      cpuStepMs: 15.625,
      timerMs: 2,
      tellsCoreWait: false,
      machine: machine(alike(4, 2), { platform: 'win32' }),
    }),
} as const satisfies Readonly<Record<string, Profile>>

export type ProfileName = keyof typeof profiles
export const profileNames = Object.keys(profiles) as readonly ProfileName[]

/** @param luck 0 … 1: what differs from one session to the next, such as the moment at which a laptop throttles */
export function hardwareOf(name: ProfileName, luck: number): Hardware {
  const profile: Profile = profiles[name]
  return profile(luck)
}
