import { z } from 'zod'

/** The part of Chromium's trace that is read (the "JSON Object Format" of its Trace Event Format); times are in µs. */
const traceSchema = z.object({
  traceEvents: z.array(
    z.object({
      name: z.string(),
      ph: z.string(),
      pid: z.number(),
      tid: z.number(),
      ts: z.number().default(0),
      dur: z.number().default(0),
      /** The part of `dur` in which the thread had a core; absent where the system does not tell. */
      tdur: z.number().optional(),
    }),
  ),
})
type TraceEvent = z.infer<typeof traceSchema>['traceEvents'][number]

/** The category that holds the tasks, and the event that says in one of them that it made a frame. */
export const frameCategories = ['disabled-by-default-devtools.timeline']
const frameMark = 'BeginCommitCompositorFrame'

/** At sixty a second. */
const frameUs = 16_700

/**
 * What the page's main thread did in each frame: the CPU time of the task that made it and of those after that, for as
 * long as a frame lasts, or until the next is made. Where none is made, what is done in the time of one counts as one;
 * where nothing is done there is no frame.
 * @returns in ms; empty where the trace holds no frame
 */
export function busyPerFrameMs(trace: unknown): readonly number[] {
  const { traceEvents } = traceSchema.parse(trace)
  const main = mainThread(traceEvents)
  const own = traceEvents.filter(({ pid, tid }) => pid === main?.pid && tid === main.tid)
  const marks = own.filter(({ name }) => name === frameMark).map(({ ts }) => ts)
  const tasks = own.filter(({ name, ph }) => name === 'RunTask' && ph === 'X').sort((a, b) => a.ts - b.ts)
  const makesFrame = ({ ts, dur }: TraceEvent): boolean => marks.some((mark) => mark >= ts && mark <= ts + dur)
  const frames: { readonly startUs: number; busyUs: number }[] = []
  for (const task of tasks) {
    const busyUs = task.tdur ?? task.dur
    const frame = frames.at(-1)
    if (frame === undefined || task.ts >= frame.startUs + frameUs || makesFrame(task))
      frames.push({ startUs: task.ts, busyUs })
    else frame.busyUs += busyUs
  }
  return frames.map(({ busyUs }) => busyUs / 1e3)
}

/** The renderer's thread that draws the most frames: a browser has renderers without a page, too. */
function mainThread(events: readonly TraceEvent[]): Pick<TraceEvent, 'pid' | 'tid'> | undefined {
  const counts = new Map<string, { readonly thread: Pick<TraceEvent, 'pid' | 'tid'>; frames: number }>()
  for (const { name, pid, tid } of events) {
    if (name !== frameMark) continue
    const key = `${pid} ${tid}`
    const count = counts.get(key) ?? { thread: { pid, tid }, frames: 0 }
    count.frames++
    counts.set(key, count)
  }
  return [...counts.values()].toSorted((a, b) => b.frames - a.frames)[0]?.thread
}
