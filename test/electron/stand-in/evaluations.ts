/** The test sends a function over the process's own channel to be run here, as Playwright does in real Electron. */
export interface Evaluation {
  readonly id: number
  readonly source: string
  readonly argument: unknown
}

export interface EvaluationAnswer {
  readonly id: number
  readonly value?: unknown
  readonly error?: string
}

export function answerEvaluations(electron: object): void {
  process.on('message', (message) => {
    void answer(electron, message as Evaluation)
  })
}

async function answer(electron: object, { id, source, argument }: Evaluation): Promise<void> {
  let result: EvaluationAnswer
  try {
    // The test's own function, of which only the text could be sent.
    const evaluate = (0, eval)(`(${source})`) as (electron: object, argument: unknown) => unknown
    result = { id, value: await evaluate(electron, argument) }
  } catch (error) {
    result = { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
  process.send?.(result)
}
