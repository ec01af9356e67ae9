/**
 * One bare process of the kernel `primes`, without the lab: started by a shell with its share of the tasks, it warms up,
 * then runs its measured laps in a row from a given time on the monotonic clock, and prints when it was ready for each,
 * and when it ended.
 *
 * Arguments: worker, workers, size, tasks, passes, warm-up laps, measured laps, and the µs at which those begin.
 */
import type { BareLap } from '../core/bare-laps.ts'
import { run as runPrimes } from '../../main/trial-programs/node/kernels/primes.ts'

// whole numbers: in a list with the time all would be kept as floating-point ones, and the kernel took 15% longer
const [worker = 0, workers = 1, size = 1, tasks = 1, passes = 1, warmupLaps = 0, lapCount = 1] = Int32Array.from(
  process.argv.slice(2, 9),
  Number,
)
const gateUs = Number(process.argv[9])
const context = {
  size,
  seed: 1,
  tick: () => undefined,
  blocking: <T>(call: () => T): T => call(),
  exchange: (bytes: Uint8Array): Uint8Array => bytes,
  shared: new SharedArrayBuffer(8),
}
function nowUs(): number {
  const [seconds, nanoseconds] = process.hrtime()
  return seconds * 1e6 + nanoseconds / 1e3
}

function lap(first: number, step: number): void {
  for (let pass = 0; pass < passes; pass++) {
    for (let task = first; task < tasks; task += step) runPrimes(task, context)
  }
}

// on all tasks: the compiler goes by the work that it has seen, and a share of it would leave it at another point
for (let count = 0; count < warmupLaps; count++) lap(0, 1)
const readyUs = nowUs()
// awake: a core that has slept is slow at first, and slower the more of them wake at once
while (nowUs() < gateUs);
let lastUs = gateUs
const laps = Array.from({ length: lapCount }, (_, index): BareLap => {
  const beganUs = lastUs
  lap(worker, workers)
  lastUs = nowUs()
  return { gateUs: beganUs, readyUs: index === 0 ? readyUs : beganUs, endUs: lastUs }
})
process.stdout.write(`${JSON.stringify(laps)}\n`)
