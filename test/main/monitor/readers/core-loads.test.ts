import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { CoreLoads } from '../../../../main/monitor/readers/core-loads.ts'
import { OpenFiles } from '../../../../main/monitor/readers/proc-file.ts'
import { madeUpSystem } from '../made-up-system.ts'

let proc = ''

beforeEach(() => {
  proc = madeUpSystem()
})

/** user, nice, system, idle, iowait, irq, softirq, steal, and two kinds of guests. */
type Ticks = readonly [number, number, number, number, number, number, number, number, number, number]

function write(cores: readonly Ticks[], rest = 'intr 1 2 3\nctxt 5\n'): void {
  const lines = cores.map((ticks, core) => `cpu${core} ${ticks.join(' ')}\n`)
  writeFileSync(join(proc, 'stat'), `cpu  1 1 1 1 1 1 1 1 1 1\n${lines.join('')}${rest}`)
}

test('a load is the share of the time since the last reading in which a core was neither idle nor waiting', () => {
  write([
    [100, 0, 0, 100, 0, 0, 0, 0, 0, 0],
    [500, 10, 20, 30, 40, 0, 0, 0, 0, 0],
  ])
  const loads = new CoreLoads(new OpenFiles(10), proc)
  loads.read()
  write([
    // 2 + 1 + 3 busy of 10
    [102, 1, 3, 103, 1, 0, 0, 0, 2, 1],
    [500, 10, 20, 40, 40, 0, 0, 0, 0, 0],
  ])
  expect(loads.read()).toEqual({ cores: [0.6, 0], steal: 0 })
})

test('what a hypervisor took is told apart: it is no load', () => {
  write([
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  ])
  const loads = new CoreLoads(new OpenFiles(10), proc)
  loads.read()
  write([
    [5, 0, 0, 0, 0, 0, 0, 5, 0, 0],
    [0, 0, 0, 10, 0, 0, 0, 0, 0, 0],
  ])
  expect(loads.read()).toEqual({ cores: [0.5, 0], steal: 0.25 })
})

test('between two ticks of the system the load that was known stands, and idle time that goes back is none', () => {
  write([[10, 0, 0, 10, 0, 0, 0, 0, 0, 0]])
  const loads = new CoreLoads(new OpenFiles(10), proc)
  loads.read()
  expect(loads.read().cores).toEqual([0.5])
  write([[20, 0, 0, 9, 0, 0, 0, 0, 0, 0]])
  expect(loads.read().cores).toEqual([1])
})

test('a machine of many cores is read whole, however long the rest of the file', () => {
  const many = Array.from({ length: 512 }, (): Ticks => [1e9, 1e9, 1e9, 1e9, 1e9, 1e9, 1e9, 1e9, 1e9, 1e9])
  write(many, `intr ${'0 '.repeat(50_000)}\n`)
  expect(new CoreLoads(new OpenFiles(10), proc).read().cores).toHaveLength(512)
})
