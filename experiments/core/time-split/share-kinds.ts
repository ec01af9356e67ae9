interface Kind {
  /** As a label: "waiting for the lock 49%". */
  readonly name: string
  /** Shown in place of the name if there is room for a word only. */
  readonly label: string
  /** How it is measured. */
  readonly meaning: string
  /** Follows "71% (68–74%) of the workers’ time". */
  readonly predicate: string
  /** One of the chart colours; time in which a worker had nothing to do, and unknown time, have none. */
  readonly colour: 'green' | 'lock' | 'pink' | 'blue' | 'amber' | 'sky' | 'grey' | null
}

/** What the time of workers × makespan goes into, in the order in which it is drawn; together they are all of it. */
const kinds = {
  useful: {
    name: 'computing',
    label: 'computing',
    meaning: 'CPU time of the workers, outside of messages: as much as serial takes, where that is known',
    predicate: 'goes into computing',
    colour: 'green',
  },
  'more-cpu': {
    name: 'more CPU for the same work',
    label: 'more CPU',
    meaning: 'CPU time of the workers beyond what the same work takes in serial, in the same round',
    predicate: 'is more CPU time for the same work than serial takes',
    colour: 'amber',
  },
  clock: {
    name: 'slower cores',
    label: 'slower',
    meaning:
      'CPU time that the same work would not have taken at the speed of serial’s core: less turbo with several cores awake, cores shared by two workers, slow cores',
    predicate: 'is lost to cores that were slower than serial’s',
    colour: 'grey',
  },
  'lock-wait': {
    name: 'waiting for the lock',
    label: 'lock',
    meaning: 'not running, while another worker held the interpreter lock',
    predicate: 'is waiting for the interpreter lock',
    colour: 'lock',
  },
  serial: {
    name: 'waiting for another worker',
    label: 'other worker',
    meaning:
      'not running, while another worker ran: a lock of the work’s own, or a part of it that one at a time goes through',
    predicate: 'is waiting for another worker, at a lock or a serial part of the work’s own',
    colour: 'pink',
  },
  'core-wait': {
    name: 'waiting for a core',
    label: 'no core',
    meaning: 'ready to run, but without a core (Linux keeps it for each thread)',
    predicate: 'is waiting for a core',
    colour: 'blue',
  },
  communication: {
    name: 'exchanging messages',
    label: 'messages',
    meaning: 'from the first byte sent to the coordinating program until the last one is back',
    predicate: 'goes into exchanging messages',
    colour: 'amber',
  },
  waiting: {
    name: 'in calls that wait',
    label: 'calls',
    meaning:
      'in ctx.blocking(…) without a core: timers, requests, a lock of the work’s own, and getting Python’s lock back',
    predicate: 'is waiting in blocking calls',
    colour: 'sky',
  },
  'start-up': {
    name: 'starting',
    label: 'start',
    meaning: 'from the gate’s release to the worker’s first instruction',
    predicate: 'is over before they start',
    colour: 'grey',
  },
  imbalance: {
    name: 'idle at the end',
    label: 'idle',
    meaning: 'from the worker’s end to the end of the last one',
    predicate: 'is idle at the end',
    colour: null,
  },
  unknown: {
    name: 'unknown',
    label: 'unknown',
    meaning: 'whatever was not measured',
    predicate: 'is unknown: nothing that is measured explains it',
    colour: null,
  },
} as const satisfies Record<string, Kind>
export type ShareKind = keyof typeof kinds

export const shareKinds = Object.keys(kinds) as readonly ShareKind[]
export const aboutKind: Readonly<Record<ShareKind, Kind>> = kinds

/** Milliseconds, or fractions, by kind. */
export type Split = Readonly<Record<ShareKind, number>>
