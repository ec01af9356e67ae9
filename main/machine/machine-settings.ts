import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readText } from '../system/read-text.ts'

/**
 * Reads how the system is set up, where that changes what a program takes: by the names that Linux's own documents use,
 * in the order in which people look for them. What the system does not tell is absent; other systems tell nothing.
 */
export function readMachineSettings(root = '/'): Readonly<Record<string, string>> {
  const system = (path: string): string => readText(join(root, 'sys/devices/system', path))
  const cpuFolders = list(join(root, 'sys/devices/system/cpu')).filter((name) => /^cpu\d+$/.test(name))
  const ofEachCpu = (file: string): string =>
    [...new Set(cpuFolders.map((name) => system(`cpu/${name}/cpufreq/${file}`)).filter(Boolean))].sort().join(', ')
  const told: Readonly<Record<string, string>> = {
    governor: ofEachCpu('scaling_governor'),
    'frequency driver': ofEachCpu('scaling_driver'),
    boost: onOff(system('cpu/cpufreq/boost'), '1', '0') || onOff(system('cpu/intel_pstate/no_turbo'), '0', '1'),
    SMT: onOff(system('cpu/smt/active'), '1', '0'),
    'idle driver': system('cpu/cpuidle/current_driver'),
    'isolated cores': system('cpu/isolated'),
    'huge pages': chosenOf(readText(join(root, 'sys/kernel/mm/transparent_hugepage/enabled'))),
    mitigations: mitigations(join(root, 'sys/devices/system/cpu/vulnerabilities')),
    hypervisor: hypervisor(root),
    'clock source': system('clocksource/clocksource0/current_clocksource'),
  }
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== ''))
}

/** @returns the empty text for any other value */
function onOff(value: string, on: string, off: string): string {
  return value === on ? 'on' : value === off ? 'off' : ''
}

/** Reads "always [madvise] never" as madvise. */
function chosenOf(text: string): string {
  return /\[(\w+)\]/.exec(text)?.[1] ?? ''
}

/** Which flaws of the processor the kernel works around, which costs time: "for retbleed, spectre_v1". */
function mitigations(folder: string): string {
  const flaws = list(folder).map((name) => ({ name, state: readText(join(folder, name)) }))
  if (flaws.length === 0) return ''
  const names = (of: RegExp): string => flaws.flatMap(({ name, state }) => (of.test(state) ? [name] : [])).join(', ')
  const [mitigated, open] = [names(/^Mitigation/), names(/^Vulnerable/)]
  const parts = [mitigated === '' ? 'for no flaw' : `for ${mitigated}`, ...(open === '' ? [] : [`not for ${open}`])]
  return parts.join('; ')
}

/** The flag `hypervisor` is how a virtual machine knows what it is; the maker of the board often says whose. */
function hypervisor(root: string): string {
  const isVirtual = /^flags\s*:.*\bhypervisor\b/m.test(readText(join(root, 'proc/cpuinfo')))
  const named =
    readText(join(root, 'sys/hypervisor/type')) ||
    (isVirtual ? readText(join(root, 'sys/class/dmi/id/sys_vendor')) : '')
  return named || (isVirtual ? 'yes' : '')
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort()
  } catch {
    return []
  }
}
