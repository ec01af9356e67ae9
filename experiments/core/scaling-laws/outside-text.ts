import type { LawParameter, Outside } from './law-fit.ts'
import { shareText } from './share-text.ts'

/** Why a law does not describe a curve: "it would take a serial fraction of −4.1% (−5 to −3%)". */
export function outsideText(name: LawParameter['name'], { index, free, below }: Outside): string {
  // every first parameter is a share that holds back: with more than all of it, workers are slower than one alone
  if (index === 0 && !below) return `it is slower than serial, and no ${name} is more than all of the work`
  return `it would take a ${name} of ${shareText(free)}`
}
