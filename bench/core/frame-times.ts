import { z } from 'zod'

/** What is read of Chromium's trace (the "JSON Object Format" of its Trace Event Format); times are in µs. */
const traceSchema = z.object({
  traceEvents: z.array(
    z.object({
      name: z.string(),
      ph: z.string(),
      pid: z.number(),
      tid: z.number(),
      ts: z.number().default(0),
      dur: z.number().default(0),
      args: z.looseObject({ name: z.string().optional() }).default({}),
    }),
  ),
})
type TraceEvent = z.infer<typeof traceSchema>['traceEvents'][number]

/** The categories that hold the events below. */
export const frameCategories = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel']

/**
 * For how long the page's main thread was busy in each frame: the tasks that began between the start of one frame and
 * that of the next.
 * @returns in ms; empty where the trace holds no two frames
 */
export function busyPerFrameMs(trace: unknown): readonly number[] {
  const { traceEvents } = traceSchema.parse(trace)
  const main = mainThread(traceEvents)
  const own = traceEvents.filter(({ pid, tid }) => pid === main?.pid && tid === main.tid)
  const frames = own
    .filter(({ name }) => name === 'BeginMainThreadFrame')
    .map(({ ts }) => ts)
    .sort((a, b) => a - b)
  const tasks = own.filter(({ name, ph }) => name === 'RunTask' && ph === 'X').sort((a, b) => a.ts - b.ts)
  const busyUs = new Array<number>(Math.max(0, frames.length - 1)).fill(0)
  let frame = -1
  for (const { ts, dur } of tasks) {
    // the event that begins a frame lies within a task, which belongs to that frame
    while (frame + 1 < frames.length && (frames[frame + 1] ?? 0) < ts + dur) frame++
    if (frame >= 0 && frame < busyUs.length) busyUs[frame] = (busyUs[frame] ?? 0) + dur
  }
  return busyUs.map((us) => us / 1e3)
}

/** The renderer's thread that draws the most frames: a browser has renderers without a page, too. */
function mainThread(events: readonly TraceEvent[]): Pick<TraceEvent, 'pid' | 'tid'> | undefined {
  const counts = new Map<string, { readonly thread: Pick<TraceEvent, 'pid' | 'tid'>; frames: number }>()
  for (const { name, pid, tid } of events) {
    if (name !== 'BeginMainThreadFrame') continue
    const key = `${String(pid)} ${String(tid)}`
    const count = counts.get(key) ?? { thread: { pid, tid }, frames: 0 }
    count.frames++
    counts.set(key, count)
  }
  return [...counts.values()].toSorted((a, b) => b.frames - a.frames)[0]?.thread
}
