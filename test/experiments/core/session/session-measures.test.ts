import { expect, test } from 'vitest'
import { sessionMeasures } from '../../../../experiments/core/session/session-measures.ts'
import type { SessionHeader } from '../../../../experiments/core/session/session.ts'
import { sessionOf, type RoundsBySeries } from '../../../../testbed/sessions/rounds.ts'

function measures(rounds: RoundsBySeries, kind: string) {
  const { header } = sessionOf({ rounds })
  const experiment: SessionHeader['experiment'] = { ...header.experiment, definition: { workload: { kind } } }
  return sessionMeasures({ ...header, experiment })
}

test('a session of probes brings facts, one of kernels laps, one with both kinds of series both', () => {
  expect(measures({ 'node/threads': { 2: [[]] } }, 'probe')).toEqual({ laps: false, facts: true, longTrials: false })
  expect(measures({ 'node/threads': { 2: [[]] } }, 'kernel')).toEqual({ laps: true, facts: false, longTrials: false })
  const mixed = { 'node/threads': { 2: [[]] }, 'node/threads@isolation': { 2: [[]] } }
  expect(measures(mixed, 'kernel')).toEqual({ laps: true, facts: true, longTrials: false })
})

test('another switch interval does not make a probe of a kernel', () => {
  expect(measures({ 'cpython/threads@20ms': { 2: [[]] } }, 'kernel')).toEqual({
    laps: true,
    facts: false,
    longTrials: false,
  })
  expect(measures({ 'cpython/threads@20ms': { 2: [[]] } }, 'probe')).toEqual({
    laps: false,
    facts: true,
    longTrials: false,
  })
})
