import { formatNumber } from '../text/format-number.ts'
import type { WarningRule } from './warning-rule.ts'

export const quota: WarningRule = ({ header }, conditions) => {
  const { quotaCores, cores, topology } = header.machine
  const allowed = topology?.filter((one) => one.allowed).length ?? cores
  if (quotaCores === undefined || quotaCores >= allowed) return null
  // workers that do not use that much are not held back
  const most = Math.max(0, ...conditions.map(({ workers }) => workers))
  if (most <= quotaCores - 1) return null
  const limit = Number.isInteger(quotaCores) ? String(quotaCores) : formatNumber(quotaCores)
  return {
    kind: 'quota',
    message: `Container quota: this container may use ${limit} of ${allowed} cores' time. Its threads run on more of them and are all stopped when that is used up, for some milliseconds at a time. Start it with a larger limit (--cpus), or better with whole cores (--cpuset-cpus), and read the curves up to ${Math.max(1, Math.floor(quotaCores))}.`,
  }
}
