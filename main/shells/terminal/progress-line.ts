import type { Progress } from '../../../preload/contract.ts'
import { formatDuration } from '../../../experiments/core/text/format-duration.ts'

const barWidth = 24

/** One line at the foot of the terminal that is drawn over itself; notes go above it. Without a terminal only notes. */
export class ProgressLine {
  readonly #stream: NodeJS.WriteStream
  readonly #heading: string
  #line = ''

  /** @param heading stands before the bar: which of several runs it is */
  constructor(stream: NodeJS.WriteStream, heading = '') {
    this.#stream = stream
    this.#heading = heading
  }

  show(progress: Progress): void {
    if (!this.#stream.isTTY) return
    this.clear()
    this.#line = `${this.#heading}${text(progress)}`.slice(0, this.#stream.columns - 1)
    this.#stream.write(this.#line)
  }

  note(message: string): void {
    const line = this.#line
    this.clear()
    this.#stream.write(`${message}\n`)
    if (!this.#stream.isTTY) return
    this.#line = line
    this.#stream.write(line)
  }

  clear(): void {
    if (this.#line !== '') this.#stream.write('\r\u001B[2K')
    this.#line = ''
  }
}

function text({ phase, trialsDone, trialsTotal, leftMs, now }: Progress): string {
  if (phase === 'calibrating') return 'Calibrating…'
  if (phase === 'finishing') return 'Deciding the claims…'
  const share = trialsTotal.max === 0 ? 0 : trialsDone / trialsTotal.max
  const filled = Math.round(share * barWidth)
  const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled)
  const total =
    trialsTotal.min === trialsTotal.max ? String(trialsTotal.max) : `${trialsTotal.min} to ${trialsTotal.max}`
  return `${bar} ${trialsDone} of ${total} trials · ${left(leftMs)} · ${phase === 'paused' ? 'paused' : now}`
}

function left(leftMs: Progress['leftMs']): string {
  if (leftMs === null) return 'estimating'
  const [min, max] = [formatDuration(leftMs.min), formatDuration(leftMs.max)]
  return min === max ? `${max} left` : `${min} to ${max} left`
}
