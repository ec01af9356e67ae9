/** The headings that the built-in experiments stand under, and their order: the textbook's. */
const experimentGroups = [
  { name: 'Processes', experiments: ['isolation', 'start-up', 'footprint', 'message-passing', 'interrupt'] },
  { name: 'Threads', experiments: ['cpu-bound', 'io-bound', 'race'] },
  { name: 'The lock', experiments: ['lock-handoff', 'refcount', 'convoy'] },
  { name: 'Ways around it', experiments: ['extension'] },
] as const

export interface ExperimentPlace {
  /** The heading. */
  readonly group: string
  /** Sorts all experiments, over all groups. */
  readonly order: number
}

const places = new Map<string, ExperimentPlace>(
  experimentGroups
    .flatMap(({ name, experiments }) => experiments.map((id) => ({ id, group: name })))
    .map(({ id, group }, order) => [id, { group, order }]),
)

/** Where a built-in experiment stands; one that the textbook does not name comes last, under a heading of its own. */
export function experimentPlace(id: string): ExperimentPlace {
  return places.get(id) ?? { group: 'More', order: places.size }
}
