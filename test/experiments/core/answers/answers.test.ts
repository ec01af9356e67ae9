import { expect, test } from 'vitest'
import { answerText } from '../../../../experiments/core/answers/answer.ts'
import { answerOf } from '../../../../experiments/core/answers/answers.ts'
import { curvesOf } from '../../../../experiments/core/curves/speedup.ts'
import type { Session } from '../../../../experiments/core/session/session.ts'
import { probeSession } from '../../../../testbed/sessions/fact-rounds.ts'
import { crashed, sessionOf, type MadeUpSession } from '../../../../testbed/sessions/rounds.ts'

const five = [0, 1, 2, 3, 4]
const around = (ms: number): readonly number[] => five.map((round) => ms * (1 + 0.01 * (round % 2)))

const cpuBound: MadeUpSession = {
  kernel: 'primes',
  rounds: {
    'cpython/serial': { 1: around(1000) },
    'cpython/threads': { 1: around(1000), 2: around(1000) },
    'cpython/processes': { 1: around(1000), 2: around(510) },
    'node/serial': { 1: around(1000) },
    'node/threads': { 2: around(500) },
  },
}

function lines(session: Session): readonly string[] {
  const answer = answerOf(session, curvesOf(session))
  return [answer?.sentence ?? [], answer?.second ?? []].map(answerText).filter((text) => text !== '')
}

test('threads under a lock are no faster than one, and processes explain it', () => {
  expect(lines(sessionOf(cpuBound))).toEqual([
    'Two CPython threads are no faster than one: 1.00× (1.00–1.00).',
    'Two CPython processes reach 1.96× (1.96–1.96): each of them has a lock of its own.',
  ])
})

test('a number says of which series it is, and its range that it is one', () => {
  const session = sessionOf(cpuBound)
  const answer = answerOf(session, curvesOf(session))
  expect(answer?.sentence).toContainEqual({ text: '1.00×', series: 'cpython/threads' })
  expect(answer?.sentence).toContainEqual({ text: '(1.00–1.00)', range: true })
  expect(answer?.second).toContainEqual({ text: '1.96×', series: 'cpython/processes' })
})

test('a range that holds both answers is undecided', () => {
  const times = [600, 1000, 700, 1100, 800]
  const rounds = { ...cpuBound.rounds, 'cpython/threads': { 2: times } }
  const [sentence, second] = lines(sessionOf({ ...cpuBound, rounds }))
  expect(sentence).toMatch(/^It is undecided whether two CPython threads are faster than one: 1\.2\d× \(/)
  expect(second).toContain('Undecided because the range is too wide to tell.')
})

test('a number that other programs made doubtful is undecided, and says so', () => {
  const load = () => ({ otherCores: 1.2, stolenCores: 0, culprits: [] })
  const [sentence, second] = lines(sessionOf({ ...cpuBound, load }))
  expect(sentence).toMatch(/^It is undecided whether two CPython threads are faster than one: 1\.00×/)
  expect(second).toContain('Undecided because other programs used the cores.')
})

test('work that may not be the same decides nothing', () => {
  const checksum = (): string => 'aaaa'
  const rounds = { ...cpuBound.rounds, 'cpython/threads': { 2: around(300) } }
  const [sentence, second] = lines(sessionOf({ ...cpuBound, rounds, checksum }))
  expect(sentence).toMatch(/^It is undecided whether/)
  expect(second).toContain('it may not have been the same work')
})

test('a warning of all times is told beside the number', () => {
  const session = sessionOf(cpuBound)
  const warnings: Session['warnings'] = [
    { record: 'warning', atMs: 1, kind: 'throttled', message: 'Throttled: twice.' },
  ]
  const [sentence, second] = lines({ ...session, warnings })
  expect(sentence).toContain('are no faster than one')
  expect(second).toContain('Less certain: the processor slowed down to stay cool.')
})

test('a preview gives the number and decides nothing', () => {
  const [sentence] = lines(sessionOf({ ...cpuBound, quick: true }))
  expect(sentence).toBe('Preview: two CPython threads, compared with one: 1.00× (1.00–1.00).')
})

test('one round has no range, and two rounds show both of their values', () => {
  const timed = (times: readonly number[]): MadeUpSession => ({
    kernel: 'primes',
    rounds: { 'node/serial': { 1: times.map(() => 1000) }, 'node/threads': { 2: times } },
  })
  expect(lines(sessionOf(timed([500])))[0]).toBe(
    'It is undecided whether two Node threads are faster than one: 2.00× (one round only).',
  )
  expect(lines(sessionOf(timed([500, 520])))[0]).toContain('(1.92 and 2.00 in two rounds).')
})

test('where all trials failed, nothing was measured, and the first says why', () => {
  const failing: MadeUpSession = {
    rounds: { 'node/serial': { 1: [crashed, crashed] }, 'node/threads': { 2: [crashed] } },
  }
  expect(lines(sessionOf(failing))).toEqual([
    'Nothing was measured: all 3 trials failed.',
    'The first: the worker threw.',
  ])
})

test('a cancelled run without a trial that ended says so', () => {
  const cancelled = { kind: 'cancelled', message: 'cancelled' } as const
  expect(lines(sessionOf({ rounds: { 'node/serial': { 1: [cancelled] } } }))).toEqual([
    'Nothing was measured: the run was cancelled.',
  ])
})

test('before the first trial there is no answer', () => {
  expect(lines(sessionOf({ rounds: { 'node/serial': { 1: [] } } }))).toEqual([])
})

test('if the asked series failed, another one answers', () => {
  const rounds = { ...cpuBound.rounds, 'cpython/threads': { 2: [crashed, crashed] } }
  expect(lines(sessionOf({ ...cpuBound, rounds }))[0]).toMatch(
    /^Two (CPython processes|Node threads) are faster than one/,
  )
})

test('an experiment of one series without workers beside it says how long the work takes', () => {
  expect(lines(sessionOf({ kernel: 'primes', rounds: { 'node/serial': { 1: around(1000) } } }))[0]).toMatch(
    /^One worker takes 1,00\d ms \(.*\) for the work\.$/,
  )
})

test('threads that are slower than one say so', () => {
  const rounds = { 'node/serial': { 1: around(1000) }, 'node/threads': { 2: around(2000) } }
  expect(lines(sessionOf({ kernel: 'files', rounds }))[0]).toBe(
    'Two Node threads are slower than one: 0.50× (0.50–0.50).',
  )
})

test('no losses in a few laps are no proof', () => {
  const facts = { increments: 300_000, 'lost-read-call-write': [0, 0], 'lost-protected': [0, 0] }
  const session = probeSession({ 'cpython/threads': { 2: [facts, facts] } })
  const header = {
    ...session.header,
    experiment: { ...session.header.experiment, definition: { chart: 'lost-increments', claims: [] } },
  }
  expect(lines({ ...session, header })).toEqual([
    'Two CPython threads lost no increment in 4 laps, too few to say that none gets lost.',
    'With a lock around each increment they lost none in 4 laps.',
  ])
})
