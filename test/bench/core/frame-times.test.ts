import { expect, test } from 'vitest'
import { busyPerFrameMs } from '../../../bench/core/frame-times.ts'

interface Event {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur?: number
}

function task(ts: number, dur: number, tid = 1): Event {
  return { name: 'RunTask', ph: 'X', pid: 9, tid, ts, dur }
}

function frame(ts: number, tid = 1): Event {
  return { name: 'BeginMainThreadFrame', ph: 'I', pid: 9, tid, ts }
}

test('the tasks of a frame are those from its start to that of the next, in ms', () => {
  // each frame begins within a task of its own
  const traceEvents = [
    task(1000, 4000),
    frame(1100),
    task(6000, 1000),
    task(17_000, 20_000),
    frame(17_100),
    task(37_500, 500),
    frame(37_600),
  ]
  expect(busyPerFrameMs({ traceEvents })).toEqual([5, 20])
})

test('threads without frames do not count, nor does the order of the events', () => {
  const traceEvents = [frame(20_100), task(3000, 9000, 2), task(20_000, 1000), task(1000, 2000), frame(1100)]
  expect(busyPerFrameMs({ traceEvents })).toEqual([2])
})

test('a trace without frames has none', () => {
  expect(busyPerFrameMs({ traceEvents: [task(1, 2)] })).toEqual([])
})
