import { experimentJsonSchema } from '../../../experiments/core/definition/experiment-json-schema.ts'
import { print } from './print.ts'

export function schema(): void {
  print(`${JSON.stringify(experimentJsonSchema(), null, 2)}\n`)
}
