/** The built-in experiments stand under these headings, in the textbook's order, with the short names that lists use. */
const experimentGroups = [
  {
    name: 'Processes',
    experiments: [
      { id: 'isolation', name: 'Isolation', asks: 'Who sees a variable change?' },
      { id: 'start-up', name: 'Start-up', asks: 'How slow is a process to start?' },
      { id: 'footprint', name: 'Memory per worker', asks: 'What does one more worker cost?' },
      { id: 'message-passing', name: 'Messages', asks: 'Is a message to a process slow?' },
      { id: 'interrupt', name: 'Stopping workers', asks: 'What stops a worker that loops?' },
    ],
  },
  {
    name: 'Threads',
    experiments: [
      { id: 'cpu-bound', name: 'CPU-bound work', asks: 'Do threads make it faster?' },
      { id: 'io-bound', name: 'I/O-bound work', asks: 'How many threads can wait?' },
      { id: 'race', name: 'Race conditions', asks: 'What does a shared counter lose?' },
    ],
  },
  {
    name: 'The lock',
    experiments: [
      { id: 'lock-handoff', name: 'How the lock changes hands', asks: 'How long does a thread keep it?' },
      { id: 'refcount', name: 'Reference counts', asks: 'What if nothing protects them?' },
      { id: 'convoy', name: 'Convoy', asks: 'Who waits behind a busy thread?' },
    ],
  },
  {
    name: 'Ways around it',
    experiments: [{ id: 'extension', name: 'Extension modules', asks: 'Do threads gain inside NumPy?' }],
  },
] as const

export interface ExperimentPlace {
  readonly group: string
  /** A number that sorts the experiments of all groups. */
  readonly order: number
}

interface NamedPlace extends ExperimentPlace {
  readonly name: string
  /** The question in a few words. */
  readonly asks: string
}

const places = new Map<string, NamedPlace>(
  experimentGroups
    .flatMap(({ name: group, experiments }) => experiments.map((one) => ({ ...one, group })))
    .map(({ id, ...place }, order) => [id, { ...place, order }]),
)

/** Finds the place of a built-in experiment. One that the textbook does not name comes last, under "More". */
export function experimentPlace(id: string): ExperimentPlace {
  const { group = 'More', order = places.size } = places.get(id) ?? {}
  return { group, order }
}

/** @returns the built-in experiment's number in the textbook's order, from 1, its short name and question; or undefined */
export function experimentStep(id: string): { number: number; name: string; asks: string; group: string } | undefined {
  const place = places.get(id)
  return place && { number: place.order + 1, name: place.name, asks: place.asks, group: place.group }
}

export const experimentSteps = places.size
