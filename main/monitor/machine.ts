import os from 'node:os'
import systeminformation from 'systeminformation'
import type { Machine } from '../../experiments/core/machine.ts'
import { physicalCores } from '../../experiments/core/topology.ts'
import { cpuQuotaCores } from './cpu-quota.ts'
import { readTopology } from './topology.ts'

/** The machine as sessions and reports describe it. */
export async function describeMachine(nodeVersion: string): Promise<Machine> {
  const cpu = await systeminformation.cpu()
  const model = [cpu.manufacturer, cpu.brand].filter(Boolean).join(' ')
  const cores = os.cpus().length
  const topology = process.platform === 'linux' ? readTopology() : []
  const physical = topology.length > 0 ? physicalCores(topology).all : cpu.physicalCores
  const fast = topology.length > 0 ? physicalCores(topology).fast : (cpu.performanceCores ?? physical)
  const quotaCores = process.platform === 'linux' ? cpuQuotaCores() : null
  return {
    hostname: os.hostname(),
    cores,
    usableCores: Math.max(1, Math.min(os.availableParallelism(), Math.floor(quotaCores ?? cores))),
    cpu: model === '' ? (os.cpus()[0]?.model ?? 'unknown processor') : model,
    memoryBytes: os.totalmem(),
    platform: process.platform,
    release: os.release(),
    node: nodeVersion,
    ...(physical > 0 ? { physicalCores: physical, fastCores: fast } : {}),
    ...(topology.length > 0 ? { topology: [...topology] } : {}),
    ...(quotaCores === null ? {} : { quotaCores }),
  }
}
