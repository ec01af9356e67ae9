import { expect, test } from 'vitest'
import { outcomeOf, type ProcessEnd } from '../../../main/trial/exit-outcome.ts'

const end: ProcessEnd = {
  code: 1,
  signal: null,
  printed: '',
  last: null,
  oomKilled: false,
  ownFolder: '/lab',
  stopped: null,
}
const javaWords =
  'Exception: java.lang.OutOfMemoryError thrown from the UncaughtExceptionHandler in thread "Thread-2"\n'
const timeout = { kind: 'timeout', message: "was not done after 60 s (the file's timeout) and was ended" } as const

test('a Java machine that ended because its heap was full is out-of-memory', () => {
  expect(outcomeOf({ ...end, printed: javaWords })).toEqual({
    kind: 'out-of-memory',
    message: 'ran out of heap memory (ended with exit code 1 before it was done)',
  })
})

test('a Java machine that hung because its heap was full is out-of-memory, though the timeout ended it', () => {
  expect(outcomeOf({ ...end, code: null, signal: 'SIGKILL', printed: javaWords, stopped: timeout })).toEqual({
    kind: 'out-of-memory',
    message: "ran out of heap memory, and was not done after 60 s (the file's timeout) and was ended",
  })
})

test('a program that got over a full Java heap and then failed is what it says itself', () => {
  const last = { type: 'failed', outcome: 'crashed', message: 'threw ValueError' } as const
  expect(outcomeOf({ ...end, printed: javaWords, last })).toEqual({ kind: 'crashed', message: 'threw ValueError' })
})

test('what the lab ended is what the lab ended it for', () => {
  const cancelled = { kind: 'cancelled', message: 'was cancelled' } as const
  expect(outcomeOf({ ...end, printed: javaWords, stopped: cancelled })).toBe(cancelled)
  expect(outcomeOf({ ...end, stopped: timeout })).toBe(timeout)
})

test("SIGKILL is out-of-memory where the system's killer struck meanwhile, and a kill elsewhere", () => {
  const killed = { ...end, code: null, signal: 'SIGKILL' } as const
  expect(outcomeOf(killed)).toEqual({ kind: 'killed', message: 'was killed by SIGKILL' })
  expect(outcomeOf({ ...killed, oomKilled: true }).kind).toBe('out-of-memory')
})
