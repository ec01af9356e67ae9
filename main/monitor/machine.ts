import { readFileSync } from 'node:fs'
import os from 'node:os'
import systeminformation from 'systeminformation'
import type { Machine } from '../../experiments/core/session.ts'

/** The machine as sessions and reports describe it. */
export async function describeMachine(nodeVersion: string): Promise<Machine> {
  const cpu = await systeminformation.cpu()
  const model = [cpu.manufacturer, cpu.brand].filter(Boolean).join(' ')
  const cores = os.cpus().length
  return {
    hostname: os.hostname(),
    cores,
    usableCores: Math.max(1, Math.min(os.availableParallelism(), cgroupCores() ?? cores)),
    cpu: model === '' ? (os.cpus()[0]?.model ?? 'unknown processor') : model,
    memoryBytes: os.totalmem(),
    platform: process.platform,
    release: os.release(),
    node: nodeVersion,
  }
}

/** A container's CPU quota in whole cores (cgroup v2), or null where there is none. */
function cgroupCores(): number | null {
  try {
    const [quota, period] = readFileSync('/sys/fs/cgroup/cpu.max', 'utf8').trim().split(' ')
    return quota === 'max' ? null : Math.max(1, Math.floor(Number(quota) / Number(period)))
  } catch {
    return null
  }
}
