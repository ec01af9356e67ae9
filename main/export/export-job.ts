import { z } from 'zod'
import { figureIds } from '../../experiments/core/figures/figures.ts'
import { paperIds } from '../../experiments/core/figures/paper.ts'
import type { ReportDocument } from '../../experiments/core/report/report-document.ts'
import { imageFormats } from './canvas/image-formats.ts'
import { reportFormats } from '../../experiments/core/report/report-formats.ts'

/** One picture to draw. The lab writes the order itself. */
const pictureOrderSchema = z.object({
  figure: z.enum(figureIds),
  /** What the figure's `dataOf` returned. */
  data: z.unknown(),
  /** They describe the picture; those that are to stand in it are in `shown`. */
  texts: z.object({ title: z.string(), subtitle: z.string(), footer: z.string() }),
  shown: z.object({ title: z.string(), subtitle: z.string(), footer: z.string() }),
  theme: z.enum(['light', 'dark']),
  paper: z.enum(paperIds),
  format: z.enum(imageFormats),
  /** The file to write; null asks for the picture's bytes. */
  path: z.string().nullable(),
})
export type PictureOrder = z.infer<typeof pictureOrderSchema>

/** One report to write. The lab makes the document; of everything in it the writers take plain text alone. */
const reportOrderSchema = z.object({
  document: z.custom<ReportDocument>((value) => typeof value === 'object' && value !== null),
  format: z.enum(reportFormats),
  /** The file to write; null asks for the report's bytes. */
  path: z.string().nullable(),
})
export type ReportOrder = z.infer<typeof reportOrderSchema>

/** One JSON document on the exporter's standard input. */
export const exportJobSchema = z.object({
  pictures: z.array(pictureOrderSchema).default([]),
  reports: z.array(reportOrderSchema).default([]),
})
export type ExportJob = z.infer<typeof exportJobSchema>

export const pictureAnswerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('written'), path: z.string() }),
  z.object({ kind: z.literal('bytes'), base64: z.string() }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
])
export type PictureAnswer = z.infer<typeof pictureAnswerSchema>

/** One JSON document on the exporter's standard output: an answer to each picture and report, in their order. */
export const exportAnswerSchema = z.object({
  pictures: z.array(pictureAnswerSchema),
  reports: z.array(pictureAnswerSchema),
})
export type ExportAnswer = z.infer<typeof exportAnswerSchema>
