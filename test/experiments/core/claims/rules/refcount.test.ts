import { describe, expect, test } from 'vitest'
import { decideByFacts, fiveTimes, type Facts } from '../fact-session.ts'

const counting: Facts = {
  'has-count': true,
  'count-follows': true,
  'count-change-of-none': 0,
  'collector-off': true,
  'freed-at-once': true,
  'cycle-freed-at-once': false,
  'cycle-freed-by-collector': true,
}
const collected: Facts = {
  'has-count': false,
  'count-follows': false,
  'collector-off': false,
  'freed-at-once': false,
  'cycle-freed-at-once': false,
  'cycle-freed-by-collector': true,
}

describe('a reference count tracks the references', () => {
  test('is confirmed where it followed in every trial, and says that None is immortal', () => {
    const claim = decideByFacts('refcount-tracks', { 'cpython/serial': { 1: fiveTimes(counting) } })
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toContain('1,000 more references to None changed its count by 0: it is immortal')
  })

  test('says of an older CPython that None is counted like any other object', () => {
    const older = fiveTimes({ ...counting, 'count-change-of-none': 1000 })
    const { why } = decideByFacts('refcount-tracks', { 'cpython/serial': { 1: older } })
    expect(why).toContain('1,000 more references to None changed its count by 1,000')
    expect(why).not.toContain('immortal')
  })

  test('is left open by a single trial in which it did not follow, and refuted where it never did', () => {
    const trials = [...fiveTimes(counting).slice(1), { ...counting, 'count-follows': false }]
    expect(decideByFacts('refcount-tracks', { 'cpython/serial': { 1: trials } }).verdict).toBe('inconclusive')
    const never = fiveTimes({ ...counting, 'count-follows': false })
    expect(decideByFacts('refcount-tracks', { 'cpython/serial': { 1: never } }).verdict).toBe('refuted')
  })

  test('is decided by CPython; a runtime without counts differs, and says so', () => {
    const claim = decideByFacts('refcount-tracks', {
      'cpython/serial': { 1: fiveTimes(counting) },
      'jython/serial': { 1: fiveTimes(collected) },
    })
    expect(claim).toMatchObject({ verdict: 'confirmed', why: expect.stringContaining('Jython: different result') })
    const jython = claim.runtimes.find(({ runtime }) => runtime === 'jython')
    expect(jython?.why).toContain('It has no sys.getrefcount')
  })
})

describe('at zero the memory is released', () => {
  test('is confirmed where each object went with its last reference', () => {
    const claim = decideByFacts('refcount-frees', { 'cpython/serial': { 1: fiveTimes(counting) } })
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toContain(
      'The garbage collector was off; two objects that referred to each other stayed until the collector ran',
    )
  })

  test('is left open where a trial failed to, and says nothing of cycles that were not seen to stay', () => {
    const trials = [
      ...fiveTimes(counting).slice(1),
      { ...counting, 'freed-at-once': false, 'cycle-freed-at-once': true },
    ]
    const claim = decideByFacts('refcount-frees', { 'cpython/serial': { 1: trials } })
    expect(claim.verdict).toBe('inconclusive')
    expect(claim.why).not.toContain('two objects')
  })

  test('Jython differs: its objects stay, and its collector cannot be turned off', () => {
    const claim = decideByFacts('refcount-frees', {
      'cpython/serial': { 1: fiveTimes(counting) },
      'jython/serial': { 1: fiveTimes(collected) },
    })
    expect(claim.why).toContain('Jython: different result')
    expect(claim.runtimes[1]).toMatchObject({
      verdict: 'refuted',
      why: expect.stringContaining(
        'Objects outlived their last reference in all 5 trials. Its garbage collector cannot',
      ),
    })
  })
})
