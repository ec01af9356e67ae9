import { describe, expect, test } from 'vitest'
import { disturbedTrials } from '../../../../experiments/core/curves/disturbance.ts'
import { disturbanceOf, disturbanceText } from '../../../../experiments/core/session/disturbance.ts'
import { resultDocument } from '../../../../experiments/core/report/result-document.ts'
import { resultsCsv } from '../../../../testbed/results-csv.ts'
import { foldSession } from '../../../../testbed/sessions/fold-session.ts'
import type { Machine } from '../../../../experiments/core/session/machine.ts'
import type { SessionRecord } from '../../../../experiments/core/session/session.ts'
import type { TrialLoad } from '../../../../experiments/core/session/trial-load.ts'
import { curvesOf } from '../../../../experiments/core/curves/speedup.ts'
import { sessionWarnings } from '../../../../experiments/core/warnings/session-warnings.ts'
import { about, decide, serial } from '../claims/decide.ts'
import { recordsOf, sessionOf } from '../../../../testbed/sessions/rounds.ts'

const quiet: TrialLoad = { otherCores: 0.02, stolenCores: 0, culprits: [] }
const busy: TrialLoad = {
  otherCores: 0.98,
  stolenCores: 0,
  culprits: [{ pid: 4711, name: 'yes', cores: 0.97 }],
}

function describeLoad(
  load: TrialLoad | undefined,
  usableCores = 2,
  workers = 1,
  machine: Partial<Machine> = {},
): string | null {
  const rounds = { 'node/threads': { [workers]: [400] } }
  const { header, trials } = sessionOf({ rounds, usableCores, load: () => load, machine })
  const [trial] = trials
  const disturbance = trial === undefined ? null : disturbanceOf(trial, header)
  return disturbance === null ? null : disturbanceText(disturbance)
}

describe('a trial is disturbed', () => {
  test('where others took more than a tenth of the usable cores, and the busiest is named', () => {
    expect(describeLoad(busy)).toBe('other programs used 0.98 of 2 cores, most of it yes')
    expect(describeLoad({ ...busy, otherCores: 0.21 })).not.toBeNull()
  })

  test('where a hypervisor took as much, whoever else was there', () => {
    const text = describeLoad({ ...busy, otherCores: 0.1, stolenCores: 0.5, culprits: [] })
    expect(text).toBe('other programs, or other machines on the same hardware, used 0.60 of 2 cores')
  })

  test('neither by a little, nor by the same amount on a machine with many cores, nor where nobody can tell', () => {
    expect(describeLoad(quiet)).toBeNull()
    expect(describeLoad({ ...busy, otherCores: 0.19 })).toBeNull()
    expect(describeLoad(busy, 16)).toBeNull()
    expect(describeLoad(undefined)).toBeNull()
  })

  test('by a fifth of a core where each worker needs one, also on a machine with many cores', () => {
    expect(describeLoad(busy, 16, 16)).toBe('other programs used 0.98 of 16 cores, most of it yes')
    expect(describeLoad(busy, 16, 15)).not.toBeNull()
    expect(describeLoad(busy, 16, 14)).toBeNull()
    expect(describeLoad({ ...busy, otherCores: 0.19 }, 16, 16)).toBeNull()
  })

  test('where a worker waited for a core as long as others had one, unless workers outnumber the cores', () => {
    const few = { ...busy, otherCores: 0.4, coreWait: 0.24 }
    expect(describeLoad(few, 16, 8)).toBe(
      'other programs used 0.40 of 16 cores, most of it yes, and a worker had no core for 24% of its lap',
    )
    expect(describeLoad({ ...few, coreWait: 1.04 }, 16, 8)).toContain('no core for 100% of its lap')
    expect(describeLoad({ ...few, coreWait: 0.09 }, 16, 8)).toBeNull()
    // a runtime's own threads keep its workers waiting as well
    expect(describeLoad({ ...few, otherCores: 0.02 }, 16, 8)).toBeNull()
    expect(describeLoad({ ...few, otherCores: 0.02 }, 2, 16)).toBeNull()
  })

  test('by programs that cannot be seen from a container, which is said', () => {
    expect(describeLoad({ ...busy, culprits: [{ pid: 1, name: 'sh', cores: 0.02 }] })).toBe(
      'other programs, or programs that cannot be seen from here, used 0.98 of 2 cores',
    )
  })

  test('by what is left of the machine’s cores, of which a quota takes none', () => {
    const quota = { cores: 64, quotaCores: 4 }
    expect(describeLoad(busy, 4, 4)).not.toBeNull()
    expect(describeLoad(busy, 4, 4, quota)).toBeNull()
    expect(describeLoad({ ...busy, otherCores: 60 }, 4, 4, quota)).not.toBeNull()
  })

  test('and what a program calls itself cannot garble the line', () => {
    const culprits = [{ pid: 1, name: 'a\u001b[2J\u202eb', cores: 0.9 }]
    expect(describeLoad({ ...busy, culprits })).toContain('a\\u001b[2J\\u202eb')
  })
})

describe('claims on times', () => {
  const rounds = { 'cpython/serial': { 1: serial }, 'cpython/threads': { 2: about(1) } } as const
  const verdict = (busyRounds: number): string =>
    decide('thread-no-cpu-gain', {
      rounds,
      load: ({ workers, round }) => (workers === 2 && round < busyRounds ? busy : quiet),
    }).verdict

  test('are left open where more than a fifth of the rounds of a condition were disturbed, whatever the numbers say', () => {
    expect([verdict(0), verdict(1), verdict(2), verdict(5)]).toEqual([
      'confirmed',
      'confirmed',
      'inconclusive',
      'inconclusive',
    ])
  })

  test('say who disturbed them', () => {
    const { why } = decide('thread-no-cpu-gain', { rounds, load: () => busy })
    expect(why).toContain(
      'Disturbed: in 5 of 5 trials of 2 CPython threads other programs took the cores; in the worst other programs used 0.98 of 2 cores, most of it yes',
    )
  })
})

describe('a repeat within the round', () => {
  /** Two rounds of threads; in the first the disturbed trial took 800 ms, and its repeat 200 ms. */
  const records = recordsOf({ rounds: { 'node/serial': { 1: [400, 400] }, 'node/threads': { 2: [800, 200] } } })
  const repeat = records.flatMap((record): SessionRecord[] => {
    if (record.record === 'lap' && record.trial === 3) return [record, { ...record, trial: 4 }]
    if (record.record !== 'trial' || record.series !== 'node/threads') return [record]
    if (record.round === 0) return [{ ...record, load: busy }]
    return [record, { ...record, trial: 4, round: 0, load: quiet }]
  })
  const session = foldSession(repeat)

  test('stands in the estimate, and both are in the record', () => {
    const curves = curvesOf(session)
    expect(curves.find(({ series }) => series === 'node/threads')?.points[0]?.speedup.value).toBeCloseTo(2)
    expect(disturbedTrials(session).map(({ trial, repeated }) => [trial.trial, repeated])).toEqual([[1, true]])
    expect(resultDocument(session, curves, '').disturbed).toEqual([
      {
        series: 'node/threads',
        workers: 2,
        round: 1,
        repeated: true,
        counts: false,
        medianMs: 800,
        cores: 0.98,
        culprit: { pid: 4711, name: 'yes', cores: 0.97 },
      },
    ])
  })

  test('leaves no disturbed round in the table of results; without it there is one', () => {
    const disturbedRounds = (all: readonly SessionRecord[]): readonly (string | undefined)[] => {
      const folded = foldSession(all)
      const [titles = [], ...rows] = resultsCsv(folded, curvesOf(folded))
        .trim()
        .split('\r\n')
        .map((line) => line.split(','))
      return rows.map((row) => row[titles.indexOf('disturbed_rounds')])
    }
    expect(disturbedRounds(repeat)).toEqual(['0', '0'])
    expect(disturbedRounds(repeat.filter((record) => !('trial' in record) || record.trial !== 4))).toEqual(['0', '1'])
  })

  test('is told in the session’s warning, with the culprit and what to do', () => {
    const message = sessionWarnings(session).find(({ kind }) => kind === 'disturbed')?.message
    expect(message).toContain('Disturbed: 1 of 5 trials')
    expect(message).toContain('1 of them is left out: a repeat, or 5 undisturbed rounds, count instead')
    expect(message).toContain('Close other programs and run again')
  })
})
