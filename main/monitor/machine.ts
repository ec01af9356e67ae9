import os from 'node:os'
import type { Machine } from '../../experiments/core/machine.ts'
import { physicalCores } from '../../experiments/core/topology.ts'
import { cpuQuotaCores } from './cpu-quota.ts'
import { processorName } from './processor-name.ts'
import { readTopology } from './topology.ts'

/** The machine as sessions and reports describe it. */
export async function describeMachine(nodeVersion: string): Promise<Machine> {
  const cpus = os.cpus()
  const cores = cpus.length
  const quotaCores = process.platform === 'linux' ? cpuQuotaCores() : null
  const { cpu, physical, fast, topology } = linuxProcessor(cpus) ?? (await askedProcessor(cpus))
  return {
    hostname: os.hostname(),
    cores,
    usableCores: Math.max(1, Math.min(os.availableParallelism(), Math.floor(quotaCores ?? cores))),
    cpu,
    memoryBytes: os.totalmem(),
    platform: process.platform,
    release: os.release(),
    node: nodeVersion,
    ...(physical > 0 ? { physicalCores: physical, fastCores: fast } : {}),
    ...(topology.length > 0 ? { topology: [...topology] } : {}),
    ...(quotaCores === null ? {} : { quotaCores }),
  }
}

interface Processor {
  readonly cpu: string
  readonly physical: number
  readonly fast: number
  readonly topology: NonNullable<Machine['topology']>
}

/** Linux says all of it in files, at once; null where it does not. */
function linuxProcessor(cpus: readonly os.CpuInfo[]): Processor | null {
  if (process.platform !== 'linux') return null
  const topology = readTopology()
  const cpu = processorName(cpus[0]?.model)
  if (cpu === null || topology.length === 0) return null
  const { all, fast } = physicalCores(topology)
  return { cpu, physical: all, fast, topology: [...topology] }
}

/** Starts programs of the system, which takes a tenth of a second and more. */
async function askedProcessor(cpus: readonly os.CpuInfo[]): Promise<Processor> {
  const { default: systeminformation } = await import('systeminformation')
  const asked = await systeminformation.cpu()
  const topology = process.platform === 'linux' ? readTopology() : []
  const named = [asked.manufacturer, asked.brand].filter(Boolean).join(' ')
  const cpu = named === '' ? (cpus[0]?.model ?? 'unknown processor') : named
  const { all, fast } = topology.length > 0 ? physicalCores(topology) : { all: asked.physicalCores, fast: null }
  return { cpu, physical: all, fast: fast ?? asked.performanceCores ?? all, topology: [...topology] }
}
