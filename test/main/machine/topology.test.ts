import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { pinOrder } from '../../../experiments/core/session/topology.ts'
import { cpuQuotaCores } from '../../../main/machine/cpu-quota.ts'
import { isOnBattery } from '../../../main/monitor/readers/power-supply.ts'
import { Frequency } from '../../../main/monitor/readers/frequency.ts'
import { OpenFiles } from '../../../main/monitor/readers/proc-file.ts'
import { Throttling } from '../../../main/monitor/readers/throttling.ts'
import { parseCpuList, readTopology } from '../../../main/machine/topology.ts'
import { madeUpSystem, writeFiles } from '../monitor/made-up-system.ts'

let root = ''

beforeEach(() => {
  root = madeUpSystem()
})

function write(files: Readonly<Record<string, string>>): void {
  writeFiles(root, files)
}

const cpu = (number: number, file: string) => `sys/devices/system/cpu/cpu${number}/${file}`

function siblings(lists: readonly string[]): void {
  write(Object.fromEntries(lists.map((list, number) => [cpu(number, 'topology/thread_siblings_list'), list])))
}

describe('the topology', () => {
  test('says which logical cores are siblings and which the process may use', () => {
    siblings(['0,2', '1,3', '0,2', '1,3'])
    write({ 'proc/self/status': 'Name:\tnode\nCpus_allowed_list:\t0-1,3', 'sys/devices/system/cpu/cpufreq/x': '' })
    expect(readTopology(root)).toEqual([
      { cpu: 0, core: 0, fast: true, allowed: true },
      { cpu: 1, core: 1, fast: true, allowed: true },
      { cpu: 2, core: 0, fast: true, allowed: false },
      { cpu: 3, core: 1, fast: true, allowed: true },
    ])
    expect(pinOrder(readTopology(root))).toEqual([0, 1, 3])
  })

  test('knows efficiency cores by the kernel’s list, by capacity and by top frequency', () => {
    const fast = () => readTopology(root).map((core) => core.fast)
    siblings(['0-1', '0-1', '2', '3'])
    write({ 'sys/devices/cpu_atom/cpus': '2-3' })
    expect(fast()).toEqual([true, true, false, false])
    write({ 'sys/devices/cpu_atom/cpus': '' })
    write({ [cpu(0, 'cpu_capacity')]: '1024', [cpu(1, 'cpu_capacity')]: '1024', [cpu(2, 'cpu_capacity')]: '446' })
    expect(fast()).toEqual([true, true, false, true])
    // favoured cores go a little higher, and are no other kind for that
    write(
      Object.fromEntries(
        ['5200000', '5000000', '3900000', '3900000'].map((top, number) => [
          cpu(number, 'cpufreq/cpuinfo_max_freq'),
          top,
        ]),
      ),
    )
    for (const number of [0, 1, 2]) rmSync(join(root, cpu(number, 'cpu_capacity')))
    expect(fast()).toEqual([true, true, false, false])
  })

  test('is empty where the system does not tell, and an offline core is none', () => {
    expect(readTopology(root)).toEqual([])
    siblings(['0'])
    write({ [cpu(1, 'online')]: '0' })
    expect(readTopology(root).map((core) => core.cpu)).toEqual([0])
  })

  test('lists of cores are numbers and ranges', () => {
    expect(parseCpuList('0-3,8,10-11\n')).toEqual([0, 1, 2, 3, 8, 10, 11])
    expect(parseCpuList('')).toEqual([])
  })

  test.runIf(process.platform === 'linux')('of this machine has every core that Node may use', () => {
    const allowed = readTopology().filter((core) => core.allowed)
    expect(allowed.length).toBeGreaterThan(0)
    expect(new Set(pinOrder(readTopology()))).toEqual(new Set(allowed.map((core) => core.cpu)))
  })
})

describe('a limit of CPU time', () => {
  test('is that of the container, which sees its group as the root', () => {
    write({ 'proc/self/cgroup': '0::/', 'sys/fs/cgroup/cpu.max': '150000 100000' })
    expect(cpuQuotaCores(root)).toBe(1.5)
    write({ 'sys/fs/cgroup/cpu.max': 'max 100000' })
    expect(cpuQuotaCores(root)).toBeNull()
  })

  test('may be one of the groups above', () => {
    write({
      'proc/self/cgroup': '0::/user.slice/lab.scope',
      'sys/fs/cgroup/user.slice/lab.scope/cpu.max': '400000 100000',
      'sys/fs/cgroup/user.slice/cpu.max': '200000 100000',
    })
    expect(cpuQuotaCores(root)).toBe(2)
  })

  test('was kept in two files once', () => {
    write({
      'proc/self/cgroup': '3:cpuset:/\n2:cpu,cpuacct:/docker/x\n0::/',
      'sys/fs/cgroup/cpu/docker/x/cpu.cfs_quota_us': '-1',
      'sys/fs/cgroup/cpu/docker/x/cpu.cfs_period_us': '100000',
    })
    expect(cpuQuotaCores(root)).toBeNull()
    write({ 'sys/fs/cgroup/cpu/docker/x/cpu.cfs_quota_us': '300000' })
    expect(cpuQuotaCores(root)).toBe(3)
    rmSync(join(root, 'sys'), { recursive: true })
    expect(cpuQuotaCores(root)).toBeNull()
  })
})

test('on battery is a machine whose own battery is being used up', () => {
  const supply = (name: string, type: string, status: string, scope = 'System') => {
    const folder = `sys/class/power_supply/${name}`
    write({ [`${folder}/type`]: type, [`${folder}/status`]: status, [`${folder}/scope`]: scope })
  }
  expect(isOnBattery(root)).toBe(false)
  supply('AC', 'Mains', '')
  supply('mouse', 'Battery', 'Discharging', 'Device')
  supply('BAT0', 'Battery', 'Charging')
  expect(isOnBattery(root)).toBe(false)
  supply('BAT0', 'Battery', 'Discharging')
  expect(isOnBattery(root)).toBe(true)
})

test('the frequency is the mean of the cores whose turn it is, where Linux manages it', () => {
  const frequency = (kHz: readonly string[]) => {
    write(Object.fromEntries(kHz.map((value, number) => [cpu(number, 'cpufreq/scaling_cur_freq'), value])))
    return new Frequency(new OpenFiles(10), root)
  }
  expect(new Frequency(new OpenFiles(10), root).readMhz()).toBeNull()
  const read = frequency(['3000000', '2000000', '1000000', '2000000'])
  expect([read.readMhz(), read.readMhz()]).toEqual([2500, 1500])
})

test('throttling is told by how much the counters grow, from the second look on', () => {
  const counts = (...each: number[]) => {
    write(
      Object.fromEntries(
        each.map((count, number) => [cpu(number, 'thermal_throttle/core_throttle_count'), String(count)]),
      ),
    )
  }
  counts(100, 200, 300)
  write({ [cpu(3, 'online')]: '1' })
  const throttling = new Throttling(new OpenFiles(10), root)
  const readAll = () => [1, 2, 3, 4].reduce((sum) => sum + throttling.read(), 0)
  expect(readAll()).toBe(0)
  counts(105, 200, 301)
  expect(readAll()).toBe(6)
  expect(readAll()).toBe(0)
  expect(new Throttling(new OpenFiles(10), join(root, 'nowhere')).read()).toBe(0)
})
