import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { Population } from '../../../../main/monitor/readers/population.ts'
import { OpenFiles } from '../../../../main/monitor/readers/proc-file.ts'
import { madeUpSystem } from '../made-up-system.ts'

function procWith(...texts: readonly string[]): readonly boolean[] {
  const proc = madeUpSystem()
  const population = new Population(new OpenFiles(10), proc)
  onTestFinished(() => {
    population.close()
  })
  return texts.map((text) => {
    writeFileSync(join(proc, 'loadavg'), text)
    return population.hasChanged()
  })
}

test('nobody came or went while the count of threads and the last pid are the same, whatever the load', () => {
  expect(procWith('0.20 0.18 0.12 1/80 11206\n', '1.33 0.20 0.12 2/80 11206\n')).toEqual([true, false])
})

test('one that came is seen by the last pid, and one that went by the count', () => {
  const before = '0.20 0.18 0.12 1/80 11206\n'
  expect(procWith(before, '0.20 0.18 0.12 1/80 11207\n', '0.20 0.18 0.12 1/79 11207\n')).toEqual([true, true, true])
})

test('where the system does not tell, anybody may have come or gone', () => {
  const zeros = '0.00 0.00 0.00 0/0 0\n'
  expect(procWith(zeros, zeros, '', '')).toEqual([true, true, true, true])
  expect(new Population(new OpenFiles(10), '/nowhere').hasChanged()).toBe(true)
})
