import { readdirSync, readFileSync } from 'node:fs'

interface PinnedThread {
  readonly isLeader: boolean
  readonly core: number
}

/** Looks again and again which threads of a process, and of all below it, may run on one core only. */
export class PinnedThreads {
  readonly #found = new Map<number, PinnedThread>()
  readonly #timer: NodeJS.Timeout

  constructor(rootPid: number) {
    this.#timer = setInterval(() => {
      this.#look(rootPid)
    }, 10)
  }

  /** The cores of those found, ascending; `leaders` takes the first thread of each process only. */
  cores(which: 'all' | 'leaders'): readonly number[] {
    return [...this.#found.values()]
      .filter(({ isLeader }) => which === 'all' || isLeader)
      .map(({ core }) => core)
      .sort((a, b) => a - b)
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #look(pid: number): void {
    try {
      for (const tid of readdirSync(`/proc/${pid}/task`)) this.#lookAt(pid, tid)
    } catch {
      // it ended between two readings
    }
  }

  #lookAt(pid: number, tid: string): void {
    const folder = `/proc/${pid}/task/${tid}`
    const allowed = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync(`${folder}/status`, 'utf8'))?.[1] ?? ''
    if (/^\d+$/.test(allowed)) this.#found.set(Number(tid), { isLeader: Number(tid) === pid, core: Number(allowed) })
    const children = readFileSync(`${folder}/children`, 'utf8').split(' ').filter(Boolean)
    for (const child of children) this.#look(Number(child))
  }
}
