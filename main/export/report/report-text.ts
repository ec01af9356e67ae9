import type { Block, ReportDocument } from '../../../experiments/core/report/report-document.ts'

/** All that a report says, and the digits of its pages: a font has to have a glyph for each of these characters. */
export function textOf({ title, about, question, answer, second, blocks }: ReportDocument): string {
  const spans = [...answer, ...second].map(({ text }) => text)
  return [title, about, question, ...spans, ...blocks.flatMap(textsOf), digits].join('\n')
}

const digits = '0123456789 /'

function textsOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return [block.text]
    case 'list':
      return block.items
    case 'figure':
      return [block.caption]
    case 'table':
      return [block.title, block.note, ...block.columns.map(({ title }) => title), ...block.rows.flat()]
    case 'verdicts':
      return block.rows.flatMap(({ word, says, measured, needed }) => [word, says, measured, needed])
    case 'fields':
      return block.rows.flatMap(({ label, value }) => [label, value])
  }
}
