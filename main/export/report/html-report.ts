import type {
  Block,
  ReportDocument,
  ReportTable,
  Span,
  VerdictLines,
} from '../../../experiments/core/report/report-document.ts'
import { fontFaces, weights } from '../canvas/inter.ts'
import { escapeXml } from '../canvas/svg-xml.ts'
import type { Picture } from './report-pictures.ts'
import { textOf } from './report-text.ts'
import { colours, verdictColour, verdictSigns } from './report-style.ts'

/** A page asks nobody for anything and runs nothing, also if its text should hold more than text. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"

/** Writes a report as one HTML page without anything from elsewhere, which prints on A4. */
export async function htmlReport(
  document: ReportDocument,
  pictures: ReadonlyMap<number, Picture>,
): Promise<Uint8Array> {
  const { title, about, question, answer, second, blocks } = document
  const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeXml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Lockstep">
<title>${escapeXml(title)}</title>
<style>${await ownFont(document)}${style}</style>
</head>
<body>
<main>
<header>
<h1 dir="auto">${escapeXml(title)}</h1>
<p class="about">${escapeXml(about)}</p>
</header>
${paragraph('question', question)}
${spans('answer', answer)}
${spans('second', second)}
${blocks.map((block) => blockHtml(block, pictures)).join('\n')}
</main>
</body>
</html>
`
  return new TextEncoder().encode(page)
}

/** The window's font with the characters of this text, at both weights. */
async function ownFont(document: ReportDocument): Promise<string> {
  const characters = new Set(textOf(document))
  const faces = await Promise.all(weights.map((weight) => fontFaces('Inter Variable', weight, characters)))
  return faces.join('\n')
}

function paragraph(name: string, text: string): string {
  return text === '' ? '' : `<p class="${name}" dir="auto">${escapeXml(text)}</p>`
}

function spans(name: string, parts: readonly Span[]): string {
  const inner = parts.map(({ text, colour, range }) => {
    if (range === true) return `<small>${escapeXml(text)}</small>`
    return colour === undefined ? escapeXml(text) : `<b style="color:${escapeXml(colour)}">${escapeXml(text)}</b>`
  })
  return inner.length === 0 ? '' : `<p class="${name}">${inner.join('')}</p>`
}

function blockHtml(block: Block, pictures: ReadonlyMap<number, Picture>): string {
  switch (block.kind) {
    case 'heading':
      return `<h2>${escapeXml(block.text)}</h2>`
    case 'paragraph':
      return paragraph('text', block.text)
    case 'list':
      return `<ul>${block.items.map((item) => `<li dir="auto">${escapeXml(item)}</li>`).join('\n')}</ul>`
    case 'figure': {
      const picture = pictures.get(block.number)
      if (picture === undefined) return ''
      return `<figure>${inline(picture, block.number)}<figcaption><b>Figure ${block.number}.</b> ${escapeXml(block.caption)}</figcaption></figure>`
    }
    case 'table':
      return tableHtml(block)
    case 'verdicts':
      return `<ul class="verdicts">${block.rows.map(verdictHtml).join('\n')}</ul>`
    case 'fields':
      return `<dl>${block.rows.map(({ label, value, code }) => `<dt dir="auto">${escapeXml(label)}</dt><dd dir="auto">${code ? `<code>${escapeXml(value)}</code>` : escapeXml(value)}</dd>`).join('\n')}</dl>`
  }
}

/** The ids of a drawing are its own: those of several would meet in one page. */
function inline({ bytes }: Picture, number: number): string {
  return new TextDecoder()
    .decode(bytes)
    .replace(/^<\?xml[^>]*\?>\s*/, '')
    .replace(/( id="|url\(#)(?=clip\d)/g, `$1figure${number}-`)
}

function tableHtml({ number, title, columns, rows, note }: ReportTable): string {
  const cell = (tag: 'td' | 'th', text: string, index: number): string =>
    `<${tag}${columns[index]?.align === 'right' ? ' class="right"' : ''}${tag === 'th' ? ' scope="col"' : ' dir="auto"'}>${escapeXml(text)}</${tag}>`
  const head = columns.map(({ title: name }, index) => cell('th', name, index)).join('')
  const body = rows.map((cells) => `<tr>${cells.map((text, index) => cell('td', text, index)).join('')}</tr>`)
  return `<div class="table"><table><caption><b>Table ${number}.</b> ${escapeXml(title)}</caption><thead><tr>${head}</tr></thead><tbody>
${body.join('\n')}
</tbody></table>${note === '' ? '' : `<p class="note">${escapeXml(note)}</p>`}</div>`
}

function verdictHtml({ verdict, word, says, measured, needed }: VerdictLines): string {
  const colour = verdictColour(verdict)
  const need = needed === '' ? '' : `<span>True here if: ${escapeXml(needed)}</span>`
  return `<li><i aria-hidden="true" style="color:${colour}">${verdictSigns[verdict]}</i><b><em style="color:${colour}">${escapeXml(word)}:</em> ${escapeXml(says)}</b><span>Measured: ${escapeXml(measured)}</span>${need}</li>`
}

const style = `
:root { color-scheme: light; }
html { font-size: 15px; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: ${colours.ink}; font: 1rem/1.5 'Inter Variable', Inter, 'Segoe UI', system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2.5rem 1.5rem; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.6rem; line-height: 1.25; }
h2 { margin: 2rem 0 .5rem; font-size: 1.1rem; break-after: avoid; }
header { border-bottom: 1px solid ${colours.line}; padding-bottom: .6rem; margin-bottom: 1.2rem; }
p { margin: .4rem 0; }
.about, .note, figcaption, caption, dt, .verdicts span { color: ${colours.muted}; font-size: .85rem; }
.question { color: ${colours.muted}; font-weight: 600; margin: 0; }
.answer { font-size: 1.5rem; line-height: 1.3; font-weight: 600; margin: .2rem 0 .4rem; }
.answer small, .second small { font-size: .65em; font-weight: 400; color: ${colours.muted}; }
.second { font-size: 1.05rem; }
figure { margin: 1.4rem 0; break-inside: avoid; }
figure svg { display: block; width: 100%; height: auto; }
.table { overflow-x: auto; margin-top: 1.4rem; }
table { border-collapse: collapse; width: 100%; font-size: .8rem; }
caption { text-align: left; padding-bottom: .3rem; }
thead { display: table-header-group; }
tr { break-inside: avoid; border-bottom: 1px solid ${colours.line}; }
th { text-align: left; font-weight: 400; color: ${colours.muted}; }
th, td { padding: .25rem .8rem .25rem 0; vertical-align: top; }
.right { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.verdicts { list-style: none; margin: 0; padding: 0; }
.verdicts li { position: relative; padding: .5rem 0 .5rem 1.5rem; border-top: 1px solid ${colours.line}; break-inside: avoid; }
.verdicts i { position: absolute; left: .1rem; font-style: normal; font-weight: 700; }
.verdicts b, .verdicts span { display: block; }
.verdicts b { font-weight: 600; font-size: .95rem; }
em { font-style: normal; }
dl { display: grid; grid-template-columns: 8rem 1fr; margin: .8rem 0 0; font-size: .8rem; }
dt, dd { margin: 0; padding: .25rem 0; border-top: 1px solid ${colours.line}; }
code { font: .95em/1.4 ui-monospace, 'DejaVu Sans Mono', Consolas, monospace; }
li { break-inside: avoid; }
@media (width < 34rem) { dl { grid-template-columns: 1fr; } dd { border: 0; padding-top: 0; } }
@page { size: A4; margin: 20mm 25mm; }
@media print { html { font-size: 9.5pt; } main { max-width: none; padding: 0; } .table { overflow: visible; } }
`
