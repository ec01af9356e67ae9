/** What the time of workers × makespan goes into, in the order in which it is drawn; together they are all of it. */
export const shareKinds = [
  'useful',
  'lock-wait',
  'serial',
  'core-wait',
  'communication',
  'waiting',
  'start-up',
  'imbalance',
  'unknown',
] as const
export type ShareKind = (typeof shareKinds)[number]

/** Milliseconds, or fractions, by kind. */
export type Split = Readonly<Record<ShareKind, number>>

/** As a label: "waiting for the lock 49%". */
export const kindNames: Readonly<Record<ShareKind, string>> = {
  useful: 'computing',
  'lock-wait': 'waiting for the lock',
  serial: 'waiting for another worker',
  'core-wait': 'waiting for a core',
  communication: 'exchanging messages',
  waiting: 'in calls that wait',
  'start-up': 'starting',
  imbalance: 'nothing left to do',
  unknown: 'unknown',
}

/** Where there is room for a word only. */
export const kindLabels: Readonly<Record<ShareKind, string>> = {
  useful: 'computing',
  'lock-wait': 'lock',
  serial: 'other worker',
  'core-wait': 'no core',
  communication: 'messages',
  waiting: 'calls',
  'start-up': 'start',
  imbalance: 'idle',
  unknown: 'unknown',
}

/** How each is measured, for whoever asks. */
export const kindMeanings: Readonly<Record<ShareKind, string>> = {
  useful: 'CPU time of the workers, outside of messages',
  'lock-wait': 'not running, while another worker held the interpreter lock',
  serial:
    'not running, while another worker ran: a lock of the work’s own, or a part of it that one at a time goes through',
  'core-wait': 'ready to run, but without a core (Linux keeps it for each thread)',
  communication: 'from the first byte sent to the coordinating program until the last one is back',
  waiting:
    'in ctx.blocking(…) without a core: timers, requests, a lock of the work’s own, and getting Python’s lock back',
  'start-up': 'from the gate’s release to the worker’s first instruction',
  imbalance: 'from the worker’s end to the end of the last one',
  unknown: 'whatever was not measured',
}
