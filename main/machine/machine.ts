import os from 'node:os'
import systeminformation from 'systeminformation'
import type { LogicalCore, Machine } from '../../experiments/core/session/machine.ts'
import { physicalCores } from '../../experiments/core/session/topology.ts'
import { cpuQuotaCores } from './cpu-quota.ts'
import { processorName } from './processor-name.ts'
import { readMachineSettings } from './machine-settings.ts'
import { readTopology } from './topology.ts'

export async function describeMachine(nodeVersion: string): Promise<Machine> {
  const cpus = os.cpus()
  const quotaCores = process.platform === 'linux' ? cpuQuotaCores() : null
  const topology = process.platform === 'linux' ? readTopology() : []
  const { cpu, physical, fast } = await processorOf(cpus[0]?.model, topology)
  return {
    hostname: os.hostname(),
    ...coreCounts(cpus.length, os.availableParallelism(), quotaCores),
    cpu,
    memoryBytes: os.totalmem(),
    platform: process.platform,
    release: os.release(),
    node: nodeVersion,
    ...(physical > 0 ? { physicalCores: physical, fastCores: fast } : {}),
    ...(topology.length > 0 ? { topology: [...topology] } : {}),
    ...(quotaCores === null ? {} : { quotaCores }),
    ...(process.platform === 'linux' ? { settings: readMachineSettings() } : {}),
  }
}

/**
 * @param listed how many logical cores the system lists: none without /proc (Linux) and in some containers
 * @param allowed how many of them this process may run on
 */
export function coreCounts(
  listed: number,
  allowed: number,
  quotaCores: number | null,
): Pick<Machine, 'cores' | 'usableCores'> {
  const cores = Math.max(listed, allowed)
  return { cores, usableCores: Math.max(1, Math.min(allowed, Math.floor(quotaCores ?? cores))) }
}

interface Processor {
  readonly cpu: string
  readonly physical: number
  readonly fast: number
}

/** Reads Linux's files, which takes no time; if they do not say it, asks programs of the system, which takes 0.1 s or more. */
async function processorOf(model: string | undefined, topology: readonly LogicalCore[]): Promise<Processor> {
  const own = topology.length > 0 ? physicalCores(topology) : null
  const name = own === null ? null : processorName(model)
  if (own !== null && name !== null) return { cpu: name, physical: own.all, fast: own.fast }
  const asked = await systeminformation.cpu()
  const named = [asked.manufacturer, asked.brand].filter(Boolean).join(' ')
  return {
    cpu: named === '' ? (model ?? 'unknown processor') : named,
    physical: own?.all ?? asked.physicalCores,
    // a system that knows no efficiency cores tells its logical cores
    fast: own?.fast ?? Math.min(asked.performanceCores ?? asked.physicalCores, asked.physicalCores),
  }
}
