import { dirname, join } from 'node:path'
import { readText } from '../system/read-text.ts'

/**
 * Returns the CPU time that the control groups of this process leave it, in cores: the least of its own and of those
 * above it, or null if there is no limit (cgroups(7); a container sees its own group as the root).
 */
export function cpuQuotaCores(root = '/'): number | null {
  const quotas = [...unifiedQuotas(root), ...oldQuotas(root)]
  return quotas.length === 0 ? null : Math.min(...quotas)
}

/** Version 2 writes "max 100000" or "200000 100000": a quota and its period in µs. */
function unifiedQuotas(root: string): readonly number[] {
  return groupsOf(root, (controllers) => controllers === '').flatMap((group) => {
    const text = readText(join(root, 'sys/fs/cgroup', group, 'cpu.max'))
    return ratio(...(text.split(' ') as [string?, string?]))
  })
}

/** Version 1 writes -1 for no limit. */
function oldQuotas(root: string): readonly number[] {
  return groupsOf(root, (controllers) => controllers.split(',').includes('cpu')).flatMap((group) => {
    const folder = join(root, 'sys/fs/cgroup/cpu', group)
    return ratio(readText(join(folder, 'cpu.cfs_quota_us')), readText(join(folder, 'cpu.cfs_period_us')))
  })
}

function ratio(quota = '', period = ''): readonly number[] {
  const cores = Number(quota) / Number(period)
  return quota !== '' && cores > 0 && Number.isFinite(cores) ? [cores] : []
}

/** Returns the group of this process and all above it, as paths; lines are "ID:CONTROLLERS:PATH". */
function groupsOf(root: string, isMeant: (controllers: string) => boolean): readonly string[] {
  const paths = readText(join(root, 'proc/self/cgroup'))
    .split('\n')
    .map((line) => line.split(':'))
    .filter(([, controllers = '']) => isMeant(controllers))
    .map(([, , ...path]) => path.join(':'))
  const groups = new Set(['/'])
  for (let path = paths[0] ?? '/'; path !== dirname(path); path = dirname(path)) groups.add(path)
  return [...groups]
}
