import type { TrialMessage } from '../../trial/trial-messages.ts'
import { jsonLine } from './worker/json-line.ts'
import { closedByProgram, OwnDescriptor } from './worker/own-descriptor.ts'
import { endProcess } from './worker/own-process.ts'

/** The lab's end of it reads nothing else; programs that a workload starts do not inherit it. */
const channelDescriptor = 3
const stdoutDescriptor = 1

/** Speaks to the lab; if the workload has closed the channel, the lab hears of that on stdout. */
export class LabChannel {
  readonly #secret: Buffer
  readonly #channel = new OwnDescriptor(channelDescriptor)
  readonly #stdout = new OwnDescriptor(stdoutDescriptor)

  constructor(secret: string) {
    this.#secret = Buffer.from(secret)
  }

  say(message: TrialMessage): void {
    if (this.#channel.write(this.#secret, jsonLine(message))) return
    const failed = { type: 'failed', outcome: 'crashed', message: closedByProgram(channelDescriptor) }
    this.#stdout.write(this.#secret, jsonLine(failed))
    endProcess(1)
  }
}
