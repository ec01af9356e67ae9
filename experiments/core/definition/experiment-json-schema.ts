import { z } from 'zod'
import { experimentSchema } from './experiment-schema.ts'

/** The JSON Schema that editors use. */
export function experimentJsonSchema(): object {
  const schema = z.toJSONSchema(experimentSchema, { target: 'draft-7', io: 'input' })
  return { ...schema, title: 'A Lockstep experiment' }
}
