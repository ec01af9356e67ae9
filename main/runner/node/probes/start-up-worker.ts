/** The program of a thread or process whose start is timed. It imports nothing, so that its first statement comes first. */
const [seconds, nanoseconds] = process.hrtime()

const { coreWaitReader } = await import('../core-wait.ts')

export interface StartUpAnswer {
  /** See clock.ts. */
  readonly startedUs: number
  /** How long it was ready to run and had no core so far; null where the system does not tell. */
  readonly coreWaitUs: number | null
}

const answer: StartUpAnswer = { startedUs: seconds * 1e6 + nanoseconds / 1e3, coreWaitUs: coreWaitReader()() }
const { parentPort } = process.getBuiltinModule('node:worker_threads')
if (parentPort === null) {
  process.on('disconnect', () => process.exit())
  process.send?.(answer)
} else {
  parentPort.on('message', () => undefined)
  parentPort.postMessage(answer)
}
