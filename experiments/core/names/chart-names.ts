/** The charts that experiments declare for their questions; each is a figure, and has an answer in words. */
export const chartNames = [
  'speedup',
  'kernels',
  'hold-times',
  'memory-per-worker',
  'write-seen',
  'lost-increments',
  'latencies',
  'start-times',
  'message-times',
  'stops',
  'references',
] as const

export type ChartName = (typeof chartNames)[number]
