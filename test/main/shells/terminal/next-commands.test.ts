import { expect, test } from 'vitest'
import { curvesOf } from '../../../../experiments/core/curves/speedup.ts'
import type { Session } from '../../../../experiments/core/session/session.ts'
import { summaryText } from '../../../../main/shells/terminal/summary.ts'
import { sessionOf } from '../../../../testbed/sessions/rounds.ts'

const measured = sessionOf({ rounds: { 'node/serial': { 1: [1000, 1010] }, 'node/threads': { 2: [500, 510] } } })
const done: Session = { ...measured, end: { record: 'end', atMs: 9, reason: 'complete', message: '2 rounds' } }

function lastLines(session: Session, count: number): readonly string[] {
  return summaryText(session, curvesOf(session), '/home/ada/a.lockstep').trimEnd().split('\n').slice(-count)
}

/** The first command that is offered. */
function nextOf(session: Session): string | undefined {
  return lastLines(session, 12).find((line) => line.startsWith('Next'))
}

test('a run ends with the answer, in lines of at most 80 characters, and with what to type next', () => {
  expect(lastLines(done, 8)).toEqual([
    'Two Node threads are faster than one: 1.99× (1.98 and 2.00 in two rounds).',
    '',
    'Next  lockstep',
    '        in the window',
    '      lockstep report session-1',
    '        a report as PDF',
    '      lockstep export session-1 --for column',
    '        figures and tables for a column of a paper',
  ])
  for (const line of lastLines(done, 8)) expect(line.length).toBeLessThanOrEqual(80)
})

test('after a preview it is the whole run, after a run that was cut off what is missing', () => {
  const preview: Session = { ...done, header: { ...done.header, quick: true } }
  expect(nextOf(preview)).toBe('Next  lockstep run cpu-bound')
  expect(nextOf({ ...done, end: null })).toBe('Next  lockstep resume session-1')
})

test('where a claim is undecided, more rounds are offered', () => {
  const claims: Session['claims'] = [
    { record: 'claim', id: 'thread-no-cpu-gain', verdict: 'inconclusive', why: 'too wide', runtimes: [] },
  ]
  expect(nextOf({ ...done, claims })).toBe('Next  lockstep resume session-1 --rounds +6')
})
