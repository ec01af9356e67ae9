import type { LawParameter, Outside } from './law-fit.ts'

/** Why a law does not describe a curve. A share outside of 0 to 100% is no number that anybody could believe. */
export function outsideText(name: LawParameter['name'], { index, below }: Outside): string {
  // every first parameter is a share that holds back: with more than all of it, workers are slower than one alone
  if (index === 0 && !below) return `it is slower than serial, and no ${name} is more than all of the work`
  return `the curve rises faster than any ${name} allows`
}
