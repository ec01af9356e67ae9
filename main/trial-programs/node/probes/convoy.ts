import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { once } from 'node:events'
import { nowUs } from '../../../system/clock.ts'
import { createLockState } from '../worker/interpreter-lock.ts'
import type { TrialRequest } from '../../../trial/trial-request.ts'
import { answeredCell, askedCell, computeCell, convoyCells, type ConvoyOrder } from './parts/convoy-parts.ts'
import { startProbeWorker, type ProbeWorker } from './crew/probe-crew.ts'
import type { Probe } from './crew/probe.ts'

/** The ways take turns, so that a drift of the machine affects all of them. */
const turns = 3
const requestsPerTurn = 50
const warmupRequests = 50
const shortIntervalMs = 1
/** The pause is long enough for the thread to be waiting for each request. */
const pauseMs = 1
/** A turn ends early after this time. */
const longestUs = 2.5e6

/** A way says what runs beside the I/O-bound thread while it is asked. */
interface Way {
  readonly name: string
  readonly service: Service
  /** Resolves once the others compute, with a function that ends them. */
  readonly begin: () => Promise<() => Promise<void>>
}

/** Times small requests to an I/O-bound thread: alone, beside CPU-bound threads, and beside CPU-bound processes. */
export const convoy: Probe = async (request, report) => {
  if (request.executor === 'processes')
    throw new Error('convoy needs threads, which can share a lock; processes share none')
  const startedUs = nowUs()
  const usual = await Service.start(request, request.switchIntervalMs)
  const ways: Way[] = [
    { name: 'alone', service: usual, begin: () => Promise.resolve(() => Promise.resolve()) },
    { name: 'beside-threads', service: usual, begin: () => usual.compute() },
    // processes share the cores with it, but not the lock
    { name: 'beside-processes', service: usual, begin: () => startProcesses(request.workers) },
  ]
  if (request.executor === 'locked-threads') {
    report.fact('switch-interval', request.switchIntervalMs, 'ms')
    report.fact('short-switch-interval', shortIntervalMs, 'ms')
    const quick = await Service.start(request, shortIntervalMs)
    ways.push({ name: 'at-short-interval', service: quick, begin: () => quick.compute() })
  }
  report.ready((nowUs() - startedUs) / 1e3, [process.pid])

  const latencies = new Map<string, number[]>(ways.map(({ name }) => [name, []]))
  for (const { service } of ways) service.ask(warmupRequests)
  for (let turn = 0; turn < turns; turn++) {
    for (const { name, service, begin } of ways) {
      const end = await begin()
      try {
        latencies.get(name)?.push(...service.ask(requestsPerTurn))
      } finally {
        await end()
      }
    }
  }
  for (const [name, list] of latencies) {
    report.fact(`latency-${name}`, list, 'ms')
    report.fact(`p95-${name}`, p95(list), 'ms')
  }
  await Promise.all([...new Set(ways.map(({ service }) => service))].map((service) => service.end()))
}

/** Consists of an I/O-bound thread, CPU-bound ones, and perhaps a lock between them; the asking thread needs none. */
class Service {
  readonly #cells: Int32Array
  readonly #echo: ProbeWorker
  readonly #burners: readonly ProbeWorker[]
  readonly #pause = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))

  private constructor(cells: Int32Array, echo: ProbeWorker, burners: readonly ProbeWorker[]) {
    this.#cells = cells
    this.#echo = echo
    this.#burners = burners
  }

  static async start(request: TrialRequest, intervalMs: number): Promise<Service> {
    const cells = new Int32Array(new SharedArrayBuffer(convoyCells * Int32Array.BYTES_PER_ELEMENT))
    const lock = request.executor === 'locked-threads' ? { state: createLockState(), intervalMs } : null
    const start = (part: string, thread: number): ProbeWorker => {
      const input: ConvoyOrder = { thread, cells, lock }
      return startProbeWorker(request, { part, input })
    }
    const echo = start('echo', 0)
    const burners = Array.from({ length: request.workers }, (_, burner) => start('burn', 1 + burner))
    await Promise.all([echo, ...burners].map((worker) => worker.next()))
    return new Service(cells, echo, burners)
  }

  /** @returns the latency of each request in ms */
  ask(requests: number): readonly number[] {
    const cells = this.#cells
    const latencies: number[] = []
    const lastUs = nowUs() + longestUs
    for (let asked = 0, nowAtUs = 0; asked < requests && nowAtUs < lastUs; asked++) {
      Atomics.wait(this.#pause, 0, 0, pauseMs)
      const before = Atomics.load(cells, answeredCell)
      const askedUs = nowUs()
      Atomics.store(cells, askedCell, before + 1)
      Atomics.notify(cells, askedCell)
      while (Atomics.load(cells, answeredCell) === before) Atomics.wait(cells, answeredCell, before)
      nowAtUs = nowUs()
      latencies.push((nowAtUs - askedUs) / 1e3)
    }
    return latencies
  }

  async compute(): Promise<() => Promise<void>> {
    Atomics.store(this.#cells, computeCell, 1)
    for (const burner of this.#burners) burner.say('compute')
    await Promise.all(this.#burners.map((burner) => burner.next()))
    return async () => {
      Atomics.store(this.#cells, computeCell, 0)
      await Promise.all(this.#burners.map((burner) => burner.next()))
    }
  }

  async end(): Promise<void> {
    await Promise.all([this.#echo, ...this.#burners].map((worker) => worker.kill()))
  }
}

/** These processes take a core as the threads do, and share no lock. */
async function startProcesses(count: number): Promise<() => Promise<void>> {
  const shell = '/bin/sh'
  const [command, args] = existsSync(shell)
    ? [shell, ['-c', 'while :; do :; done']]
    : [process.execPath, ['-e', 'for (;;);']]
  const processes = Array.from({ length: count }, () => spawn(command, args, { stdio: 'ignore' }))
  await Promise.all(processes.map((child) => once(child, 'spawn')))
  return async () => {
    await Promise.all(processes.map(kill))
  }
}

async function kill(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

/** Uses the nearest rank. */
function p95(latencies: readonly number[]): number {
  const ordered = latencies.toSorted((a, b) => a - b)
  return ordered[Math.ceil(0.95 * ordered.length) - 1] ?? 0
}
