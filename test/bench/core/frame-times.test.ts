import { expect, test } from 'vitest'
import { busyPerFrameMs } from '../../../bench/core/frame-times.ts'

interface Event {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur?: number
  readonly tdur?: number
}

function task(ts: number, dur: number, tid = 1): Event {
  return { name: 'RunTask', ph: 'X', pid: 9, tid, ts, dur }
}

function frame(ts: number, tid = 1): Event {
  return { name: 'BeginCommitCompositorFrame', ph: 'I', pid: 9, tid, ts }
}

test('a frame is the task that made it and those after that, up to the next such task, in ms', () => {
  const traceEvents = [
    task(1000, 4000),
    frame(1100),
    task(6000, 1000),
    task(9000, 20_000),
    frame(9100),
    task(30_000, 500),
    frame(30_100),
  ]
  expect(busyPerFrameMs({ traceEvents })).toEqual([5, 20, 0.5])
})

test('where no frame is made, what is done in the time of one counts as one, and nothing as none', () => {
  const traceEvents = [task(0, 4000), frame(100), task(20_000, 1000), task(30_000, 2000), task(90_000, 500)]
  expect(busyPerFrameMs({ traceEvents })).toEqual([4, 3, 0.5])
})

test('threads without frames do not count, nor does the order of the events', () => {
  const traceEvents = [frame(20_100), task(3000, 9000, 2), task(20_000, 1000), task(1000, 2000), frame(1100)]
  expect(busyPerFrameMs({ traceEvents })).toEqual([2, 1])
})

test('time in which the thread waited for a core is left out where the system tells it', () => {
  const traceEvents = [{ ...task(1000, 9000), tdur: 3000 }, frame(1100), task(17_000, 100), frame(17_050)]
  expect(busyPerFrameMs({ traceEvents })).toEqual([3, 0.1])
})

test('a trace without frames has none', () => {
  expect(busyPerFrameMs({ traceEvents: [task(1, 2)] })).toEqual([])
})
