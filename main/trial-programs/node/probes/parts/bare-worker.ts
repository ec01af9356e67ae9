/**
 * This program is a thread or process whose start is timed, or whose memory is weighed: it reports when it started, does
 * a little work, and waits. It has no import statements, so that its first statement runs first and nothing more is
 * weighed.
 */
const [seconds, nanoseconds] = process.hrtime()

const { coreWaitReader } = await import('../../worker/core-wait.ts')

export interface BareAnswer {
  /** The clock of clock.ts. */
  readonly startedUs: number
  /** How long it was ready to run and had no core so far; null if the system does not count it. */
  readonly coreWaitUs: number | null
  /** The result of its little work. */
  readonly text: string
}

const answer: BareAnswer = {
  startedUs: seconds * 1e6 + nanoseconds / 1e3,
  coreWaitUs: coreWaitReader()(),
  text: JSON.stringify(Array.from({ length: 1000 }, (_, n) => n * n)),
}
const { parentPort } = process.getBuiltinModule('node:worker_threads')
if (parentPort === null) {
  process.on('disconnect', () => process.exit())
  process.send?.(answer)
} else {
  parentPort.on('message', () => undefined)
  parentPort.postMessage(answer)
}
