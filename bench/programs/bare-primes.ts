/**
 * One bare process of the kernel `primes`, without the lab: started by a shell with its share of the tasks, it warms up,
 * then runs laps that begin at given times on the monotonic clock, and prints when it was ready for each, and when it
 * ended.
 *
 * Arguments: worker, workers, size, tasks, passes, warm-up laps, then the µs at which each measured lap begins.
 */
import { primes } from '../../experiments/workloads/primes.ts'

const [worker = 0, workers = 1, size = 1, tasks = 1, passes = 1, warmupLaps = 0, ...gatesUs] = process.argv
  .slice(2)
  .map(Number)
const context = {
  size,
  seed: 1,
  tick: () => undefined,
  blocking: <T>(call: () => T): T => call(),
  exchange: (bytes: Uint8Array): Uint8Array => bytes,
  shared: new SharedArrayBuffer(8),
}
const sleeping = new Int32Array(new SharedArrayBuffer(4))
/** The scheduler wakes a sleeper this much late at the most; the rest of the time to the gate is spent looking. */
const wakeUpUs = 1000

function nowUs(): number {
  const [seconds, nanoseconds] = process.hrtime()
  return seconds * 1e6 + nanoseconds / 1e3
}

function lap(): void {
  for (let pass = 0; pass < passes; pass++) {
    for (let task = worker; task < tasks; task += workers) primes.run(task, context)
  }
}

function waitUntil(gateUs: number): void {
  const leftMs = (gateUs - wakeUpUs - nowUs()) / 1e3
  if (leftMs > 0) Atomics.wait(sleeping, 0, 0, leftMs)
  while (nowUs() < gateUs);
}

for (let count = 0; count < warmupLaps; count++) lap()
const laps = gatesUs.map((gateUs) => {
  const readyUs = nowUs()
  waitUntil(gateUs)
  lap()
  return { gateUs, readyUs, endUs: nowUs() }
})
process.stdout.write(`${JSON.stringify(laps)}\n`)
