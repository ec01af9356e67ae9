import { z } from 'zod'
import { fileHashSchema } from '../experiments/core/session/file-hash.ts'
import { figureIds } from '../experiments/core/figures/figures.ts'
import { paperIds } from '../experiments/core/figures/paper.ts'
import { monitorModes } from '../experiments/core/names/monitor-mode.ts'
import { reportFormats } from '../experiments/core/report/report-formats.ts'
import { tableFormats, tableIds } from '../experiments/core/report/table-ids.ts'

export const experimentRefSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('catalog'), id: z.string().max(200) }),
  z.strictObject({ kind: z.literal('file'), path: z.string().min(1).max(4096) }),
  /** A file that a browser uploaded: its folder is not known, so it can use kernels only. */
  z.strictObject({ kind: z.literal('text'), name: z.string().max(255), text: z.string().max(2_000_000) }),
])
export type ExperimentRef = z.infer<typeof experimentRefSchema>

/** A person changes these for one run without touching the file. */
export const overridesSchema = z.strictObject({
  series: z.array(z.string().max(100)).max(100).optional(),
  workers: z.array(z.string().max(20)).max(100).optional(),
  rounds: z.int().min(1).max(1000).optional(),
  laps: z.int().min(1).max(1000).optional(),
  budgetMs: z.int().min(1000).max(86_400_000).optional(),
  seed: z.int().min(0).max(4294967295).optional(),
  monitor: z.enum(monitorModes).optional(),
  quick: z.boolean().optional(),
  steady: z.boolean().optional(),
})
export type Overrides = z.infer<typeof overridesSchema>

/** What a person wants to be run. A session's header has it, so that the run can be resumed. */
export const runRequestSchema = z.strictObject({ experiment: experimentRefSchema, overrides: overridesSchema })
export type RunRequest = z.infer<typeof runRequestSchema>

const agreementSchema = z.strictObject({
  /** The person has seen these files and agreed to run them as they were then; empty before they were asked. */
  trusted: z.array(fileHashSchema).max(100),
  /** They agreed for good: to exactly these files, until one of them changes. */
  remember: z.array(fileHashSchema).max(1000).optional(),
})

export const startRequestSchema = z.strictObject({
  ...runRequestSchema.shape,
  ...agreementSchema.shape,
})
export type StartRequest = z.infer<typeof startRequestSchema>

export const sessionIdSchema = z.string().min(1).max(200)

/** The file of somebody's session: where it is, or what a browser uploads. */
export const sessionSourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('file'), path: z.string().min(1).max(4096) }),
  /** Compressed by gzip, in base64. */
  z.strictObject({ kind: z.literal('upload'), name: z.string().max(255), gzip: z.base64().max(4_000_000) }),
])
export type SessionSource = z.infer<typeof sessionSourceSchema>

export const resumeRequestSchema = z.strictObject({
  sessionId: sessionIdSchema,
  /** So many rounds more than were begun; without it, what is missing of the plan. */
  moreRounds: z.int().min(1).max(1000).optional(),
  ...agreementSchema.shape,
})
export type ResumeRequest = z.infer<typeof resumeRequestSchema>

export const exportFormatSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('figure'),
    figure: z.enum(figureIds),
    image: z.enum(['svg', 'png', 'pdf']),
    paper: z.enum(paperIds),
    /** Whether its title stands in the picture; without it, as is usual for the paper. */
    titled: z.boolean().optional(),
    /** Paper is white, unless a person asks otherwise. */
    theme: z.enum(['light', 'dark']).optional(),
  }),
  z.strictObject({ kind: z.literal('table'), table: z.enum(tableIds), text: z.enum(tableFormats) }),
  z.strictObject({ kind: z.literal('report'), report: z.enum(reportFormats) }),
  z.strictObject({ kind: z.literal('json') }),
  z.strictObject({ kind: z.literal('session') }),
])
export type ExportFormat = z.infer<typeof exportFormatSchema>

export const exportRequestSchema = z.strictObject({
  sessionId: z.string().max(200),
  format: exportFormatSchema,
  /** Whether it is wanted for the clipboard, and so as bytes, whatever dialogs the shell has. */
  copy: z.boolean().optional(),
  /** What is shown of the session; a table has all of it. */
  view: z.strictObject({
    /** The lock timeline's. */
    condition: z.strictObject({ series: z.string().max(100), workers: z.int() }).optional(),
    over: z.enum(['serial', 'baseline']).optional(),
    series: z.array(z.string().max(100)).max(200).readonly().optional(),
  }),
})
export type ExportRequest = z.infer<typeof exportRequestSchema>
