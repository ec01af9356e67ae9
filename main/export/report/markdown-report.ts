import { strToU8, zipSync } from 'fflate'
import type {
  Block,
  ReportDocument,
  ReportTable,
  Span,
  VerdictLines,
} from '../../../experiments/core/report/report-document.ts'
import type { Picture } from './report-pictures.ts'
import { verdictSigns } from './report-style.ts'

/** Writes a report as an archive of a Markdown file and its figures. */
export function markdownReport(document: ReportDocument, pictures: ReadonlyMap<number, Picture>): Uint8Array {
  const figures = [...pictures].map(([number, { bytes }]) => [figureFile(number), bytes] as const)
  return zipSync({ 'report.md': strToU8(markdown(document)), ...Object.fromEntries(figures) })
}

function figureFile(number: number): string {
  return `figures/figure-${number}.svg`
}

function markdown({ title, about, question, answer, second, blocks }: ReportDocument): string {
  const parts = [
    `# ${plain(title)}`,
    plain(about),
    question === '' ? '' : `*${plain(question)}*`,
    answer.length === 0 ? '' : `**${sentence(answer)}**`,
    sentence(second),
    ...blocks.map(blockText),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function sentence(spans: readonly Span[]): string {
  return plain(spans.map(({ text }) => text).join(''))
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `## ${plain(block.text)}`
    case 'paragraph':
      return plain(block.text)
    case 'list':
      return block.items.map((item) => `- ${plain(item)}`).join('\n')
    case 'figure':
      return `![${plain(block.alt)}](${figureFile(block.number)})\n\n**Figure ${block.number}.** ${plain(block.caption)}`
    case 'table':
      return table(block)
    case 'verdicts':
      return block.rows.map(verdict).join('\n')
    case 'fields':
      return block.rows
        .map(({ label, value, code }) => `- ${plain(label)}: ${code ? codeText(value) : plain(value)}`)
        .join('\n')
  }
}

function verdict({ verdict, word, says, measured, needed }: VerdictLines): string {
  const need = needed === '' ? [] : [`  True here if: ${plain(needed)}`]
  return [
    `- ${verdictSigns[verdict]} **${plain(word)}: ${plain(says)}**`,
    `  Measured: ${plain(measured)}`,
    ...need,
  ].join('  \n')
}

function table({ number, title, columns, rows, note }: ReportTable): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [
    `**Table ${number}.** ${plain(title)}`,
    '',
    line(columns.map((column) => plain(column.title))),
    line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
    ...rows.map((cells) => line(cells.map(plain))),
    ...(note === '' ? [] : ['', plain(note)]),
  ].join('\n')
}

/**
 * Text that is no markup: no link, also none that GitHub makes of an address by itself, no picture, no HTML, no formula,
 * no heading, list or quote at its start.
 */
function plain(text: string): string {
  return text
    .trim()
    .replace(/[\\`*_{}[\]<>|~$@]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\b(www)\./gi, '$1\\.')
    .replace(/^[#+\-=]/, '\\$&')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')
}

/** A span of code has as many backticks around it as its text does not have. */
function codeText(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return longest === 0 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`
}
