import { fittedLaws } from '../../../../experiments/core/scaling-laws/scaling-laws.ts'
import type { LawFit, LawId } from '../../../../experiments/core/scaling-laws/law-fit.ts'
import { sessionOf, type MadeUpSession } from '../../../../testbed/sessions/rounds.ts'
import { SimulatedMachine } from '../../../../testbed/simulated-machine.ts'

interface Curve extends Partial<MadeUpSession> {
  readonly counts?: readonly number[]
  readonly numberOfRounds?: number
  readonly speedup: (workers: number) => number
}

/** The laws of node/threads on a machine that scatters by 2%, with eight cores unless it says otherwise. */
export function lawsOf({ counts = [1, 2, 4, 8], numberOfRounds = 6, speedup, ...fixture }: Curve): readonly LawFit[] {
  const machine = new SimulatedMachine(5, { trialScatter: 0.02 })
  const rounds = Array.from({ length: numberOfRounds })
  const work = (workers: number): number => (fixture.scaling === 'weak' ? workers : 1)
  const threads = counts.map((workers) => [
    workers,
    rounds.map(() => machine.trial((400 * work(workers)) / speedup(workers), 2)),
  ])
  return fittedLaws(
    sessionOf({
      usableCores: 8,
      ...fixture,
      rounds: {
        'node/serial': { 1: rounds.map(() => machine.trial(400, 2)) },
        'node/threads': Object.fromEntries(threads) as Record<number, readonly (readonly number[])[]>,
      },
    }),
  )
}

export function law(laws: readonly LawFit[], id: LawId): LawFit {
  const found = laws.find((one) => one.law === id)
  if (found === undefined) throw new Error(`there is no ${id}`)
  return found
}
