import { describe, expect, test } from 'vitest'
import { coreTimes } from '../../../main/monitor/core-times.ts'
import { loadBetween, type Account } from '../../../main/monitor/other-load.ts'
import type { ProcessCpu } from '../../../main/monitor/proc-cpu-times.ts'
import { isOwn } from '../../../main/system/own-proc.ts'

/** Numbers that no process has, so that the names are those given here. */
const lab = 2 ** 30
const [window, trial, worker, neighbour, writeback] = [lab + 1, lab + 2, lab + 3, lab + 4, lab + 5]
const ours = { lab, groups: [trial] }

function program(pid: number, parent: number, changes: Partial<ProcessCpu> = {}): ProcessCpu {
  const rest = { name: `p${pid - lab}`, state: 'R', group: pid, ownMs: 0, childrenMs: 0, startTicks: '1', core: 0 }
  return { pid, parent, kernel: false, ...rest, ...changes }
}

/** The first second of a machine of two cores, both busy all the time unless it is said otherwise. */
function second(
  processes: readonly ProcessCpu[],
  { busyMs = 2000, stolenMs = 0, some = null }: Partial<Account['cores']> = {},
): { readonly cores: number; readonly names: readonly string[] } {
  const before = { atMs: 0, processes: [program(lab, 1)], cores: { busyMs: 0, stolenMs: 0, some } }
  const load = loadBetween(before, { atMs: 1000, processes, cores: { busyMs, stolenMs, some } }, ours, 0)
  return { cores: load?.otherCores ?? NaN, names: load?.culprits.map(({ name }) => name) ?? [] }
}

const quiet = [program(lab, 1, { ownMs: 100, childrenMs: 900 }), program(worker, trial, { group: trial, ownMs: 1000 })]

describe('what else the machine did', () => {
  test('is nothing where the lab, its window and its trial account for all that the cores did', () => {
    expect(second(quiet)).toEqual({ cores: 0, names: [] })
    const inWindow = [program(lab, 1), program(window, lab), program(neighbour, window, { ownMs: 1000 })]
    expect(second(inWindow, { busyMs: 1000 })).toEqual({ cores: 0, names: [] })
  })

  test('is what a program used that is seen, by its name', () => {
    const seen = [program(lab, 1, { childrenMs: 1000 }), program(neighbour, 1, { ownMs: 1000 })]
    expect(second(seen)).toEqual({ cores: 1, names: ['p4'] })
  })

  test('is what nobody accounts for, where other programs are hidden', () => {
    expect(second([program(lab, 1, { ownMs: 30 })])).toEqual({ cores: 1.97, names: [] })
  })

  test('is not what the kernel writes to the disk for the trial', () => {
    const writes = program(writeback, 2, { ownMs: 700, kernel: true })
    expect(second([program(lab, 1, { childrenMs: 1300 }), writes])).toEqual({ cores: 0, names: [] })
  })

  test('is not what programs did on cores on which the lab may not run', () => {
    const elsewhere = program(neighbour, 1, { ownMs: 1000, core: 7 })
    const here = [program(lab, 1, { childrenMs: 1000 }), elsewhere]
    expect(second(here, { busyMs: 1000, some: new Set([0, 1]) })).toEqual({ cores: 0, names: [] })
  })
})

test('the account of the cores has those of the lab alone, without interrupts, and guests once', () => {
  // user nice system idle iowait irq softirq steal guest guest_nice
  const stat = 'cpu  9 9 9 9\ncpu0 10 1 5 100 3 40 50 7 10 1\ncpu1 20 0 0 0 0 0 0 0 0 0\nintr 5\n'
  expect(coreTimes(null, stat)).toEqual({ busyMs: 360, stolenMs: 70, some: null })
  expect(coreTimes(new Set([0]), stat)).toEqual({ busyMs: 160, stolenMs: 70, some: new Set([0]) })
  expect(coreTimes(new Set([60, 61]), stat)).toEqual({ busyMs: 360, stolenMs: 70, some: null })
})

test('a /proc of another container is told by the numbers that it has for this process', () => {
  expect(isOwn('Pid:\t4711\nNSpid:\t4711\n', 4711)).toBe(true)
  expect(isOwn('Pid:\t4711\nNSpid:\t4711\t1\n', 1)).toBe(false)
  expect(isOwn('Pid:\t1\nNSpid:\t1\t1\n', 1)).toBe(false)
  expect(isOwn('Pid:\t4711\n', 4711)).toBe(true)
  expect(isOwn('', 4711)).toBe(false)
})
