import { z } from 'zod'
import { runtimeIds } from '../names/series.ts'

/** How an interpreter was built, where that changes its speed; null for what it does not tell. */
export const runtimeBuildSchema = z.object({
  debug: z.boolean(),
  /** Optimised with a profile of itself (--enable-optimizations), and at link time (--with-lto). */
  pgo: z.literal(true).nullable(),
  lto: z.literal(true).nullable(),
  /** Its own compiler of hot code, which a program can switch on and off. */
  jit: z.enum(['none', 'off', 'on']),
  freeThreaded: z.boolean(),
  compiler: z.string().nullable(),
  /** The options of its configure (sysconfig's CONFIG_ARGS). */
  configArgs: z.string().nullable(),
})
export type RuntimeBuild = z.infer<typeof runtimeBuildSchema>

export const runtimeInfoSchema = z.object({
  runtime: z.enum(runtimeIds),
  version: z.string(),
  /** The command line that starts it, without the program to run. */
  command: z.array(z.string()).readonly(),
  /** Absent for Node, and in older sessions. */
  build: runtimeBuildSchema.optional(),
})
export type RuntimeInfo = z.infer<typeof runtimeInfoSchema>
