import type { Machine } from '../../../experiments/core/session/machine.ts'

/** A made-up machine: what it does, and what it would tell of itself. */
export interface Hardware {
  readonly cores: readonly SimulatedCore[]
  /** What two siblings of one physical core do together, over one of them alone: 1.2 means 20% more. */
  readonly siblingsGain: number
  /** The speed of the cores while so many physical ones are awake, over that of a single one. */
  readonly clock: (awake: number) => number
  /** A container's limit of CPU time, in cores; infinite without one. */
  readonly quotaCores: number
  /** Busy programs beside the lab on the cores that it may use, and whether it sees them. */
  readonly neighbours: { readonly threads: number; readonly seen: boolean }
  /** From this moment of a session on all cores run so many times as fast. */
  readonly throttle: { readonly fromMs: number; readonly speed: number } | null
  /** CPU time is counted in steps of this length. */
  readonly cpuStepMs: number
  /** A worker begins its lap up to so much late, and threads change turns no sooner: the system's timers are coarse. */
  readonly timerMs: number
  /** Whether the system says how long a thread waited for a core. */
  readonly tellsCoreWait: boolean
  /** What the lab finds out about the machine. */
  readonly machine: Partial<Machine> & Pick<Machine, 'cores' | 'usableCores'>
}

export interface SimulatedCore {
  /** The physical core that it belongs to. */
  readonly physical: number
  /** Its speed over that of the fastest. */
  readonly speed: number
}

/** What one worker gets of the machine. */
export interface WorkerSpeed {
  /** What a millisecond of its CPU time does, over one of a single worker on an idle machine. */
  readonly core: number
  /** The part of the time in which it has a core. */
  readonly share: number
}

/**
 * The workers' speeds while all of them compute. The scheduler fills idle physical cores first, the fast ones before the
 * slow ones, then the siblings; threads beyond that share a core, and do so until the end of the lap.
 * @param atMs the time of the session
 * @param awake the part of the time in which each worker but one computes: those that wait leave the others a faster clock
 */
export function workerSpeeds(hardware: Hardware, workers: number, atMs: number, awake = 1): readonly WorkerSpeed[] {
  const { clock, siblingsGain, quotaCores, neighbours, throttle } = hardware
  const order = fillOrder(hardware.cores)
  const threads = workers + neighbours.threads
  const threadsOn = (place: number): number => Math.ceil((threads - place) / order.length)
  const used = order.slice(0, threads)
  const busy = new Map<number, number>()
  for (const { physical } of used) busy.set(physical, (busy.get(physical) ?? 0) + 1)
  const speed = clock(1 + awake * (busy.size - 1)) * (throttle !== null && atMs >= throttle.fromMs ? throttle.speed : 1)
  const withinQuota = Math.min(1, quotaCores / Math.min(workers, order.length))
  return Array.from({ length: workers }, (_, worker) => {
    const place = worker % order.length
    const core = order[place]
    if (core === undefined) throw new Error('the made-up machine has no core')
    const beside = (busy.get(core.physical) ?? 1) > 1 ? siblingsGain / 2 : 1
    return { core: core.speed * beside * speed, share: withinQuota / threadsOn(place) }
  })
}

/** So many workers can each have a fast physical core, whatever the machine tells of itself. */
export function fastCores({ cores, quotaCores }: Hardware): number {
  const fastest = Math.max(...cores.map(({ speed }) => speed))
  const fast = new Set(cores.flatMap(({ physical, speed }) => (speed === fastest ? [physical] : [])))
  return Math.min(fast.size, Math.floor(quotaCores))
}

function fillOrder(cores: readonly SimulatedCore[]): readonly SimulatedCore[] {
  const turns = new Map<number, number>()
  return cores
    .map((core) => {
      const turn = turns.get(core.physical) ?? 0
      turns.set(core.physical, turn + 1)
      return { core, turn }
    })
    .toSorted((a, b) => a.turn - b.turn || b.core.speed - a.core.speed)
    .map(({ core }) => core)
}

/** The CPU time that the neighbours get while so many workers compute, in cores. */
export function neighbourCores({ cores, neighbours }: Hardware, workers: number): number {
  const places = cores.length
  return Array.from({ length: neighbours.threads }, (_, index) => (workers + index) % places)
    .map((place) => 1 / Math.ceil((workers + neighbours.threads - place) / places))
    .reduce((sum, share) => sum + share, 0)
}
