/** The built-in experiments stand under these headings, in the textbook's order. */
const experimentGroups = [
  { name: 'Processes', experiments: ['isolation', 'start-up', 'footprint', 'message-passing', 'interrupt'] },
  { name: 'Threads', experiments: ['cpu-bound', 'io-bound', 'race'] },
  { name: 'The lock', experiments: ['lock-handoff', 'refcount', 'convoy'] },
  { name: 'Ways around it', experiments: ['extension'] },
] as const

export interface ExperimentPlace {
  readonly group: string
  /** A number that sorts the experiments of all groups. */
  readonly order: number
}

const places = new Map<string, ExperimentPlace>(
  experimentGroups
    .flatMap(({ name, experiments }) => experiments.map((id) => ({ id, group: name })))
    .map(({ id, group }, order) => [id, { group, order }]),
)

/** Finds the place of a built-in experiment. One that the textbook does not name comes last, under "More". */
export function experimentPlace(id: string): ExperimentPlace {
  return places.get(id) ?? { group: 'More', order: places.size }
}
