import { expect, test } from 'vitest'
import { sessionWarnings } from '../../../../experiments/core/warnings/session-warnings.ts'
import { sessionOf, type MadeUpSession } from '../../../../testbed/sessions/rounds.ts'

function warned(rounds: MadeUpSession['rounds']): string | undefined {
  return sessionWarnings(sessionOf({ rounds })).find(({ kind }) => kind === 'null-test')?.message
}

const serial = [400, 404, 396, 402, 398]
const times = (factor: number, noise = [0, 3, -2, 1, -1]) => serial.map((ms, i) => ms * factor + (noise[i] ?? 0))

test('one worker that takes as long as serial is no news', () => {
  expect(warned({ 'node/serial': { 1: serial }, 'node/threads': { 1: times(1), 2: times(0.5) } })).toBeUndefined()
})

test('an executor that costs something by itself is named with how much', () => {
  expect(
    warned({ 'node/serial': { 1: serial }, 'node/async': { 1: times(1.06) }, 'node/threads': { 1: times(1) } }),
  ).toBe(
    'One worker and serial do the same work, yet their times differ: 1 Node async task takes 6% (5.3–6.8%) longer. That is what the executor costs by itself, and the speedups include it.',
  )
})

test('one worker that is faster than serial makes the speedups doubtful', () => {
  const message = warned({ 'node/serial': { 1: serial }, 'node/processes': { 1: times(0.9) } })
  expect(message).toMatch(/1 Node process is 11% \(\d+–\d+%\) faster\. So serial pays for something/)
})

test('waits that an event loop overlaps with one worker are what it is for', () => {
  expect(warned({ 'node/serial': { 1: serial }, 'node/async': { 1: times(0.1, []) } })).toBeUndefined()
})

test('two rounds that agree by chance are not believed, and many executors are not tried at 95% each', () => {
  const two = (list: readonly number[]) => list.slice(0, 2)
  expect(warned({ 'node/serial': { 1: two(serial) }, 'node/async': { 1: two(times(1.06, [])) } })).toBeUndefined()
  // alone at 95% this interval ends at 0.998, and widened for six it holds 1
  const slightly = times(1.012, [0, 5, -4, 4, -3])
  const one = { 'node/serial': { 1: serial }, 'node/threads': { 1: slightly } }
  expect(warned(one)).toContain('1 Node thread')
  const others = ['node/processes', 'node/async', 'node/locked-threads', 'node/pool'] as const
  expect(warned({ ...one, ...Object.fromEntries(others.map((id) => [id, { 1: times(1) }])) })).toBeUndefined()
})
