import { expect, test } from 'vitest'
import { decideByFacts, fiveTimes, type Facts } from '../fact-session.ts'

const none = [0, 0]

/** The facts of a trial of two laps over 256 objects each. */
function model(freedInUse: readonly number[], neverFreed: readonly number[], guarded = none): Facts {
  return {
    objects: 256,
    'freed-in-use': [...freedInUse],
    'never-freed': [...neverFreed],
    'freed-in-use-protected': [...guarded],
    'never-freed-protected': none,
  }
}

const decide = (facts: readonly Facts[], more: Parameters<typeof decideByFacts>[1] = {}) =>
  decideByFacts('lock-refcount', { 'node/threads@refcount-model': { 2: facts }, ...more })

test('a model illustrates: one object freed in use and one never freed, of all laps, and none with protection', () => {
  const claim = decide([model([0, 1], none), model(none, [1, 0])])
  expect(claim).toMatchObject({ verdict: 'illustrated', runtimes: [{ runtime: 'node', verdict: 'illustrated' }] })
  expect(claim.why).toBe(
    'Our own model of reference counts, not an interpreter. Node: unprotected: 1 of 1,024 objects was never freed, 1 was freed while in use; ' +
      'with Atomics.add: 0 of 1,024 objects were never freed, 0 were freed while in use.',
  )
})

test('it is left open where only one of the two went wrong, or nothing did', () => {
  for (const facts of [model([5, 5], none), model(none, [5, 5]), model(none, none)]) {
    expect(decide(fiveTimes(facts)).verdict).toBe('inconclusive')
  }
})

test('it is left open where protection did not help, also where another model shows it', () => {
  const wrong = fiveTimes(model([5, 5], [5, 5], [0, 1]))
  expect(decide(wrong).verdict).toBe('inconclusive')
  const right = { 'cpython-ft/threads@refcount-model': { 2: fiveTimes(model([5, 5], [5, 5])) } }
  expect(decide(wrong, right).verdict).toBe('inconclusive')
})

test('one model that shows it is enough where the other one leaves it open', () => {
  const open = fiveTimes(model(none, none))
  const claim = decide(open, { 'cpython-ft/threads@refcount-model': { 2: fiveTimes(model([5, 5], [5, 5])) } })
  expect(claim.verdict).toBe('illustrated')
  expect(claim.runtimes.map(({ verdict }) => verdict)).toEqual(['inconclusive', 'illustrated'])
})

test('it tells what the unprotected counts did under one lock for all', () => {
  const claim = decide(fiveTimes(model([5, 5], [5, 5])), {
    'node/locked-threads@refcount-model': { 2: fiveTimes(model(none, none)) },
  })
  expect(claim.why).toContain('unprotected, under one lock for all: 0 of 2,560 objects were never freed')
})

test('it is left open by one thread, by trials that failed and by trials that reported nothing', () => {
  const alone = decideByFacts('lock-refcount', {
    'node/threads@refcount-model': { 1: fiveTimes(model([5, 5], [5, 5])) },
  })
  for (const claim of [alone, decide(fiveTimes(null)), decide(fiveTimes({}))]) {
    expect(claim.verdict).toBe('inconclusive')
    expect(claim.why).toContain('no trial reported any')
  }
})

test('it is not measured where no model ran without a lock', () => {
  const claim = decideByFacts('lock-refcount', {
    'cpython/threads@refcount-model': { 2: fiveTimes(model([5, 5], [5, 5])) },
  })
  expect(claim).toMatchObject({
    verdict: 'not-measured',
    why: 'It takes Node threads, refcount model or Free-threaded CPython threads, refcount model.',
  })
})
