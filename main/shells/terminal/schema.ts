import { experimentJsonSchema } from '../../../experiments/core/experiment-schema.ts'

export function schema(): void {
  process.stdout.write(`${JSON.stringify(experimentJsonSchema(), null, 2)}\n`)
}
