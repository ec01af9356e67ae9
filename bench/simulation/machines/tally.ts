/** What the verdicts, intervals or the like of one session were, against what is true of it. */
export class Tally {
  right = 0
  open = 0
  /** What was wrong, a few words each. */
  readonly wrongs: string[] = []

  add(result: 'right' | 'open' | 'wrong', what: string): void {
    if (result === 'wrong') this.wrongs.push(what)
    else this[result]++
  }

  get wrong(): number {
    return this.wrongs.length
  }

  get decided(): number {
    return this.right + this.wrong
  }

  get all(): number {
    return this.decided + this.open
  }
}

/** "avoid-interpreters refuted 200, thread-no-cpu-gain confirmed 100": what was wrong most often, first. */
export function commonestWrongs(tallies: readonly Tally[]): string {
  const counts = new Map<string, number>()
  for (const what of tallies.flatMap(({ wrongs }) => wrongs)) counts.set(what, (counts.get(what) ?? 0) + 1)
  const commonest = [...counts].toSorted(([, a], [, b]) => b - a).slice(0, mostNamed)
  return commonest.map(([what, count]) => `${what} ${count}`).join(', ')
}

const mostNamed = 4
