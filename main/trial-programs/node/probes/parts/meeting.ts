/** The workers of a probe meet before each lap. */
export interface Meeting {
  readonly workers: number
  /** One cell counts the workers that have arrived, over all laps. */
  readonly arrivals: Int32Array
}

/**
 * Waits for all workers of the lap, which counts from 1. It spins, because waking a thread takes longer than thousands of
 * increments, and a lap would end before its second worker has begun.
 */
export function meet({ workers, arrivals }: Meeting, lap: number): void {
  Atomics.add(arrivals, 0, 1)
  while (Atomics.load(arrivals, 0) < workers * lap);
}
