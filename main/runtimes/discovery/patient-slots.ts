/**
 * Lets a number of tasks run at once. A task gives up its place when it ends or after `patienceMs`, whichever comes first,
 * so that interpreters that hang do not hold up the others.
 */
export class PatientSlots {
  readonly #patienceMs: number
  readonly #waiting: (() => void)[] = []
  #free: number

  constructor(slots: number, patienceMs: number) {
    this.#free = slots
    this.#patienceMs = patienceMs
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    let held = true
    const release = (): void => {
      if (!held) return
      held = false
      const next = this.#waiting.shift()
      if (next === undefined) this.#free++
      else next()
    }
    const patience = setTimeout(release, this.#patienceMs)
    try {
      return await task()
    } finally {
      clearTimeout(patience)
      release()
    }
  }
}
