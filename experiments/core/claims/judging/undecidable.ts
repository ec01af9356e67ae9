import { judgedCores } from '../../session/machine-cores.ts'
import type { Machine } from '../../session/machine.ts'
import { counted } from '../../text/format-number.ts'
import type { ClaimData } from './claim-rule.ts'

/**
 * What a claim takes of the machine: any core (a comparison of memory needs no second one), two that may be used (threads
 * that run at once), or two fast ones (a gain).
 */
export type CoresTaken = 'any' | 'two' | 'two fast'

/** @returns why this session can decide no claim on ratios, whatever its numbers; null if it can */
export function whyNoRatioDecides({ session }: ClaimData, cores: CoresTaken): string | null {
  const { header, trials } = session
  if (header.quick) return 'a quick run is too short for a verdict'
  const rounds = new Set(trials.filter(({ outcome }) => outcome.kind === 'ok').map(({ round }) => round)).size
  return tooFewCores(header.machine, cores) ?? (rounds === 1 ? 'one round is too few for a verdict' : null)
}

function tooFewCores(machine: Machine, cores: CoresTaken): string | null {
  const { usableCores } = machine
  if (cores === 'any') return null
  if (usableCores < 2) {
    return `too few cores: with ${counted(usableCores, 'usable core')}, workers take turns whatever the lock does`
  }
  const fast = judgedCores(machine)
  if (cores === 'two' || fast >= 2) return null
  return `too few fast cores: the ${usableCores} that may be used come to ${fast}, since the others share it or are slower, and a second worker gains little there whatever the lock does`
}
