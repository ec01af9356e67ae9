/** A bare process reports each lap like this, in µs on the monotonic clock. */
export interface BareLap {
  /** The time at which it was to begin: the first lap at once in all processes, each other when the one before had ended. */
  readonly gateUs: number
  /** The time at which the process stood at the gate. */
  readonly readyUs: number
  readonly endUs: number
}

/**
 * The makespans of the laps, as the lab defines them: from their begin to the end of the last process. A lap for
 * which one of them came too late to the gate is left out: they did not begin together.
 * @param processes each with all of its laps
 */
export function makespansMs(processes: readonly (readonly BareLap[])[]): readonly number[] {
  const laps = processes[0] ?? []
  return laps.flatMap((_, index) => {
    const together = processes.flatMap((own) => own[index] ?? [])
    if (together.some(({ readyUs, gateUs }) => readyUs > gateUs)) return []
    return [Math.max(...together.map(({ endUs, gateUs }) => endUs - gateUs)) / 1e3]
  })
}
