import type { Progress } from '../../../preload/contract.ts'
import { forTerminal } from '../../../experiments/core/text/for-terminal.ts'
import { progressText } from '../../../experiments/core/report/progress-text.ts'

const barWidth = 24

/** Draws one line at the foot of the terminal over itself; notes go above it. Without a terminal it prints only notes. */
export class ProgressLine {
  readonly #stream: NodeJS.WriteStream
  readonly #heading: string
  #line = ''

  /** @param heading stands before the bar and says which of several runs this is */
  constructor(stream: NodeJS.WriteStream, heading = '') {
    this.#stream = stream
    this.#heading = heading
  }

  show(progress: Progress): void {
    if (!this.#stream.isTTY) return
    this.clear()
    this.#line = forTerminal(`${this.#heading}${text(progress)}`).slice(0, this.#stream.columns - 1)
    this.#stream.write(this.#line)
  }

  note(message: string): void {
    const line = this.#line
    this.clear()
    this.#stream.write(forTerminal(`${message}\n`))
    if (!this.#stream.isTTY) return
    this.#line = line
    this.#stream.write(line)
  }

  clear(): void {
    if (this.#line !== '') this.#stream.write('\r\u001B[2K')
    this.#line = ''
  }
}

function text(progress: Progress): string {
  const { phase, trialsDone, trialsTotal, now } = progress
  if (phase === 'calibrating') return 'Calibrating…'
  if (phase === 'finishing') return 'Deciding the claims…'
  const share = trialsTotal.max === 0 ? 0 : trialsDone / trialsTotal.max
  const filled = Math.round(share * barWidth)
  const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled)
  const estimating = progress.leftMs === null ? ' · estimating' : ''
  return `${bar} ${progressText(progress)}${estimating} · ${phase === 'paused' ? 'paused' : now}`
}
