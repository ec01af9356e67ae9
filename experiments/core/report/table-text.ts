import { separatedValues } from './separated-values.ts'
import type { Table } from './tables.ts'
import type { TableFormat } from './table-ids.ts'

/** A table as the content of a file. */
export function tableText(table: Table, format: TableFormat): string {
  switch (format) {
    case 'csv':
      return separatedValues([table.numbers.columns, ...table.numbers.rows])
    case 'tsv':
      return separatedValues([table.numbers.columns, ...table.numbers.rows], '\t')
    case 'md':
      return markdown(table)
    case 'tex':
      return latex(table)
  }
}

/** A pipe table of GitHub's Markdown, which pandoc and most editors read too. */
function markdown({ title, columns, rows, note }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const written = rows.map((cells) => line(cells.map(escapeMarkdown)))
  const rule = line(columns.map(({ align }) => (align === 'right' ? '---:' : '---')))
  const head = [line(columns.map((column) => escapeMarkdown(column.title))), rule]
  return [
    `**${escapeMarkdown(title)}**`,
    '',
    ...head,
    ...written,
    ...(note === '' ? [] : ['', escapeMarkdown(note)]),
    '',
  ].join('\n')
}

function escapeMarkdown(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').replace(/[\\|*_`<>[\]]/g, (sign) => `\\${sign}`)
}

/** A table of LaTeX with the rules of the package booktabs. It goes over pages only by hand, and wide text breaks lines. */
function latex({ title, columns, rows, note }: Table): string {
  const wide = columns.map((_, index) => Math.max(...rows.map((cells) => cells[index]?.length ?? 0)) > longestOnOneLine)
  const shares = wide.filter(Boolean).length
  const shape = columns
    .map(({ align }, index) =>
      wide[index] === true ? `p{${(0.6 / shares).toFixed(2)}\\linewidth}` : align === 'right' ? 'r' : 'l',
    )
    .join('')
  const line = (cells: readonly string[]): string => `    ${cells.map(escapeLatex).join(' & ')} \\\\`
  return [
    '% \\usepackage{booktabs}',
    '\\begin{table}',
    '  \\centering\\footnotesize',
    `  \\caption{${escapeLatex([`${title}.`, note].filter((part) => part !== '').join(' '))}}`,
    `  \\begin{tabular}{@{}${shape}@{}}`,
    '    \\toprule',
    line(columns.map((column) => column.title)),
    '    \\midrule',
    ...rows.map(line),
    '    \\bottomrule',
    '  \\end{tabular}',
    '\\end{table}',
    '',
  ].join('\n')
}

/** A cell with more characters breaks its lines. */
const longestOnOneLine = 60

const signs: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '×': '$\\times$',
  '±': '$\\pm$',
  '−': '$-$',
  '≤': '$\\leq$',
  '≥': '$\\geq$',
  '<': '$<$',
  '>': '$>$',
  '÷': '$\\div$',
  µ: '$\\mu$',
  μ: '$\\mu$',
  '→': '$\\rightarrow$',
  '·': '$\\cdot$',
  '…': '\\ldots{}',
  '–': '--',
  '—': '---',
  '“': '``',
  '”': "''",
  '’': "'",
  '‘': '`',
  '\u00a0': '~',
  '\u202f': '\\,',
}

const special = new RegExp(
  `[\\\\&%$#_{}${Object.keys(signs)
    .filter((sign) => sign !== '\\')
    .join('')}]`,
  'g',
)

function escapeLatex(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').replace(special, (sign) => signs[sign] ?? `\\${sign}`)
}
