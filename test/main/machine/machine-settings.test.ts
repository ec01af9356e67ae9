import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { readMachineSettings } from '../../../main/machine/machine-settings.ts'
import { madeUpSystem, writeFiles } from '../monitor/made-up-system.ts'

let root = ''

beforeEach(() => {
  root = madeUpSystem()
})

function write(files: Readonly<Record<string, string>>): void {
  writeFiles(root, files)
}

const cpu = 'sys/devices/system/cpu'

test('a laptop says its governors, its turbo, its siblings, and what its kernel works around', () => {
  write({
    [`${cpu}/cpu0/cpufreq/scaling_governor`]: 'powersave',
    [`${cpu}/cpu1/cpufreq/scaling_governor`]: 'performance',
    [`${cpu}/cpu0/cpufreq/scaling_driver`]: 'intel_pstate',
    [`${cpu}/intel_pstate/no_turbo`]: '1',
    [`${cpu}/smt/active`]: '1',
    [`${cpu}/cpuidle/current_driver`]: 'intel_idle',
    [`${cpu}/vulnerabilities/retbleed`]: 'Mitigation: Enhanced IBRS',
    [`${cpu}/vulnerabilities/mds`]: 'Not affected',
    [`${cpu}/vulnerabilities/spectre_v1`]: 'Vulnerable: no barriers',
    'sys/kernel/mm/transparent_hugepage/enabled': 'always [madvise] never',
    'sys/devices/system/clocksource/clocksource0/current_clocksource': 'tsc',
  })
  expect(readMachineSettings(root)).toEqual({
    governor: 'performance, powersave',
    'frequency driver': 'intel_pstate',
    boost: 'off',
    SMT: 'on',
    'idle driver': 'intel_idle',
    'huge pages': 'madvise',
    mitigations: 'for retbleed; not for spectre_v1',
    'clock source': 'tsc',
  })
})

test('a virtual machine says whose it is, or at least that it is one', () => {
  write({ 'proc/cpuinfo': 'model name\t: x\nflags\t\t: fpu hypervisor tsc' })
  expect(readMachineSettings(root)).toEqual({ hypervisor: 'yes' })
  write({ 'sys/class/dmi/id/sys_vendor': 'QEMU' })
  expect(readMachineSettings(root)).toEqual({ hypervisor: 'QEMU' })
})

test('a system that tells nothing is said to tell nothing', () => {
  expect(readMachineSettings(join(root, 'nowhere'))).toEqual({})
})
