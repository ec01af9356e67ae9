/** What a bare process says of one lap, in µs on the monotonic clock. */
export interface BareLap {
  /** When it was to begin: the first for all processes alike, the others when the one before had ended. */
  readonly gateUs: number
  /** When the process stood at the gate. */
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
