import { readFileSync, readlinkSync } from 'node:fs'
import os from 'node:os'
import { fnv1a, formatChecksum } from '../../experiments/core/numbers/checksum.ts'
import { readStat } from './process-stat.ts'

/**
 * Where a process number means something: one machine, from one boot to the next, and one container on it. A folder may
 * be seen from several such places, for example a home on a network.
 */
export interface ProcessPlace {
  readonly host: string
  /** It changes with every start of the machine; "any" on systems other than Linux, which do not tell. */
  readonly boot: string
  /** The PID namespace; containers on one machine have different ones. */
  readonly pids: string
}

/** "here" is what this process sees; "past" was this machine before its last start, so that nothing of it runs any more. */
export type Whereabouts = 'here' | 'past' | 'elsewhere'

let here: ProcessPlace | null = null

export function thisPlace(): ProcessPlace {
  here ??= {
    // An image gives its machine-id to all of its containers, and a network may give one name to two machines.
    host: formatChecksum(fnv1a(`${os.hostname()}\n${told(() => readFileSync('/etc/machine-id', 'utf8'))}`)),
    boot: told(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')).slice(0, 8),
    pids: told(() => readlinkSync('/proc/self/ns/pid')).replace(/\D/g, '') || 'any',
  }
  return here
}

export function whereabouts({ host, boot, pids }: ProcessPlace): Whereabouts {
  const place = thisPlace()
  if (host !== place.host) return 'elsewhere'
  if (boot !== place.boot) return 'past'
  return pids === place.pids ? 'here' : 'elsewhere'
}

/** @returns the clock tick at which a process started, which tells it from a later one of the same number (Linux) */
export function startOf(pid: number): string | null {
  return readStat(pid)?.startTicks ?? null
}

/** @returns whether the process of this number still is the one that was written down; a zombie counts */
export function isTheSame(pid: number, start: string | null): boolean {
  return start !== null && startOf(pid) === start
}

function told(read: () => string): string {
  try {
    return read().trim() || 'any'
  } catch {
    return 'any'
  }
}
