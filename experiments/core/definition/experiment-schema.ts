import { z } from 'zod'
import { chartNames } from '../names/chart-names.ts'
import { claimIds } from '../names/claims.ts'
import { mostMemoryByDefaultBytes, workerMemoryByDefaultBytes } from './experiment.ts'
import { kernelNames } from '../names/kernels.ts'
import { monitorModes } from '../names/monitor-mode.ts'
import { probeNames } from '../names/probe-names.ts'
import { bytes, duration, lineOfText, listOf, oneOf, percentage, text, whole, wholeOrAuto } from './schema-parts.ts'
import { baselineSchema, seriesSchema } from './series-schema.ts'
import { alternatives } from '../text/show-value.ts'
import { mostWorkers, parseWorkerCounts, workersExpected, workersPattern } from './worker-count.ts'

export const experimentFormat = 1

/** Windows gives a server the user's name and a proof of the password as soon as a path with two slashes first is looked at. */
const path = text(4096, 'a path such as ./mine.mjs,')
  .min(1, { error: 'a path such as ./mine.mjs' })
  .regex(/^(?![/\\]{2})/, { error: 'a path on this machine, such as ./mine.mjs, not on a server' })

const workloadSchema = z
  .strictObject(
    {
      kernel: oneOf(kernelNames, alternatives(kernelNames)).optional().meta({ description: 'A built-in workload.' }),
      probe: oneOf(probeNames, alternatives(probeNames)).optional().meta({
        description: 'A built-in workload that finds facts out in place of timing laps.',
      }),
      module: path.optional().meta({
        description: 'Your own JavaScript module, relative to this file: export function run(task, context).',
      }),
      script: path.optional().meta({ description: 'Your own Python script, relative to this file.' }),
      size: wholeOrAuto(1, 1e9).optional().meta({
        description:
          'How much work a task is, in units of the workload. auto (the default of kernels and probes): for a kernel, one pass over all tasks takes at most a second in the slowest runtime; for a probe, as much as its question takes. Default for a module or script: 1.',
      }),
      tasks: wholeOrAuto(1, 100_000).optional().meta({
        description:
          'How many tasks a pass has. auto: a number that every worker count divides evenly. With weak scaling: per worker.',
        default: 'auto',
      }),
    },
    { error: 'a mapping such as { kernel: primes }' },
  )
  .meta({
    description: 'The work itself: exactly one of kernel, probe, module and script.',
    oneOf: ['kernel', 'probe', 'module', 'script'].map((kind) => ({
      type: 'object',
      properties: { [kind]: true },
      required: [kind],
    })),
  })

const rangeText = z.string().refine((entry) => parseWorkerCounts(entry) !== null, { error: workersExpected })

const workerCountSchema = z.union(
  [whole(1, mostWorkers, workersExpected), rangeText.meta({ pattern: workersPattern })],
  { error: workersExpected },
)

const rounds = whole(1, 1000)

const roundsRangeSchema = z.strictObject({
  min: rounds.optional().meta({ description: 'Rounds before precision may stop the run.', default: 5 }),
  max: rounds.optional().meta({ description: 'Rounds after which the run stops.', default: 12 }),
})

const roundsExpected = 'a whole number from 1 to 1,000 or a mapping such as { min: 5, max: 12 }'

const roundsSchema = z.union([whole(1, 1000, roundsExpected), roundsRangeSchema], { error: roundsExpected })

export const experimentSchema = z.strictObject({
  $schema: text(4096, 'an address').optional().meta({ description: 'The address of this schema, for editors.' }),
  lockstep: z.literal(experimentFormat, { error: '1' }).meta({ description: 'The version of the file format: 1.' }),
  id: z
    .optional(
      z
        .string({ error: 'up to 64 small letters, digits and hyphens' })
        .regex(/^[a-z0-9-]{1,64}$/, { error: 'up to 64 small letters, digits and hyphens' }),
    )
    .meta({ description: "A short name for sessions and commands. Default: the file's name." }),
  title: lineOfText(200).meta({ description: 'The heading of the experiment.' }),
  question: text(1000, 'text').optional().meta({ description: 'What the experiment asks.', default: '' }),
  explanation: text(20_000, 'Markdown text').optional().meta({
    description: 'What is tested, and why, in Markdown.',
    default: '',
  }),
  workload: workloadSchema,
  series: listOf(seriesSchema, 'a list of series such as [node/serial, node/threads]').meta({
    description: 'What runs the work, each RUNTIME/EXECUTOR: one curve each. Serial runs at one worker only.',
  }),
  baseline: baselineSchema.optional().meta({
    description:
      'The series under one interpreter lock that curves are compared with. auto: that of the runtime; none: no comparison; or one of the series listed.',
    default: 'auto',
  }),
  workers: listOf(workerCountSchema, 'a list of worker counts such as [1, 2, 4, P]').optional().meta({
    description:
      'Worker counts: numbers, P (the cores that may be used), multiples such as 2P, ranges such as 1..8. Default: 1, 2, 4 … up to P, and P.',
  }),
  scaling: oneOf(['strong', 'weak'], 'strong or weak').optional().meta({
    description: 'strong: all worker counts share the same tasks. weak: the tasks grow with the workers.',
    default: 'strong',
  }),
  laps: whole(1, 1000).optional().meta({ description: 'Measured laps in a trial.', default: 2 }),
  warmup: wholeOrAuto(0, 1000).optional().meta({
    description: 'Laps before the measured ones. auto: until two successive laps differ by less than 5%.',
    default: 'auto',
  }),
  rounds: roundsSchema.optional().meta({
    description: 'How often every condition is measured, each time in fresh processes: a number, or min and max.',
    default: { min: 5, max: 12 },
  }),
  precision: percentage(0.001, 1).optional().meta({
    description: "Rounds stop when every speedup's 95% interval is this narrow, to either side.",
    default: '10%',
  }),
  budget: duration(1000, 86_400_000).optional().meta({
    description: 'Rounds stop when this much time has gone.',
    default: '5min',
  }),
  switchInterval: duration(0.1, 10_000).optional().meta({
    description: 'How long a thread keeps the interpreter lock while others wait.',
    default: '5ms',
  }),
  sampling: duration(20, 60_000).optional().meta({
    description: 'How often cores, memory and threads are looked at; four times a second at most on macOS and Windows.',
    default: '100ms',
  }),
  monitor: oneOf(monitorModes, alternatives(monitorModes)).optional().meta({
    description:
      'Whether cores, memory and threads are looked at while trials run. pairs: each condition runs both ways, side by side, which tells what the monitor changes.',
    default: 'on',
  }),
  pin: z.boolean({ error: 'true or false' }).optional().meta({
    description:
      'Whether each worker is tied to a core of its own: one for each physical core, fast ones first (Linux only).',
    default: false,
  }),
  timeout: duration(100, 86_400_000).optional().meta({ description: 'When a trial is given up.', default: '60s' }),
  memoryLimit: bytes(64 * 2 ** 20, 2 ** 40)
    .optional()
    .meta({
      description: `Memory that a trial's processes may hold together, such as 2GiB. Default: half of the available memory, at most ${mostMemoryByDefaultBytes / 2 ** 30}GiB, or ${workerMemoryByDefaultBytes / 2 ** 20}MiB for each worker.`,
    }),
  claims: listOf(oneOf(claimIds, "a claim's id such as thread-no-cpu-gain"), 'a list of claims', 0).optional().meta({
    description: 'The statements of the textbook that the results decide.',
    default: [],
  }),
  chart: oneOf(chartNames, alternatives(chartNames)).optional().meta({
    description: 'The chart that answers the question. Default: that of the probe, or speedup.',
  }),
})
export type ExperimentInput = z.infer<typeof experimentSchema>

const keysByPath = new Map([
  ['', Object.keys(experimentSchema.shape).filter((key) => key !== '$schema')],
  ['workload', Object.keys(workloadSchema.shape)],
  ['rounds', Object.keys(roundsRangeSchema.shape)],
])

export function keysAt(path: string): readonly string[] {
  return keysByPath.get(path) ?? []
}
