import { strFromU8, unzipSync } from 'fflate'
import { marked } from 'marked'
import { expect, test } from 'vitest'
import { htmlReport } from '../../../../main/export/report/html-report.ts'
import { markdownReport } from '../../../../main/export/report/markdown-report.ts'
import { pdfReport } from '../../../../main/export/report/pdf-report.ts'
import { wordReport } from '../../../../main/export/report/word-report.ts'
import { reportOfWord, vector } from './made-up-reports.ts'
import { readPdf } from './read-pdf.ts'

/** What somebody else's file may call itself. */
const hostile =
  '</style></svg><script>alert(1)</script> "onload="alert(1) <img src=x onerror=alert(1)> [x](javascript:alert(1)) https://evil.example www.evil.example =1+1 {{7*7}} $a$ `b` |c| &lt;d&gt; #e'

const times = 'It is 42× (0.97–1.03).'

test('a PDF has real text, embedded fonts, no bitmaps, a title, page numbers, and what a figure shows in words', async () => {
  const { pages, text, objects } = readPdf(await pdfReport(reportOfWord('42×'), vector))
  expect(pages).toBe(2)
  const words = text.replace(/ +/g, ' ')
  for (const said of ['Not true here', 'Figure 1.', 'Table 1.', '1.00×', 'd r a w n w o r d s', '2 / 2', '(0.97–1.03)'])
    expect(words).toContain(said)
  expect(objects).toContain('/FontFile2')
  expect(objects).not.toMatch(/\/Subtype \/(Image|Type1|Type3)\b/)
  expect(objects).toMatch(/\/S \/Figure[\s\S]*?\/Alt \(/)
  expect(objects).toContain('/Lang (en)')
})

test('a PDF runs nothing and leads nowhere, whatever its text says', async () => {
  const { text, objects } = readPdf(await pdfReport(reportOfWord(hostile), vector))
  expect(objects).not.toMatch(/\/(JavaScript|JS|URI|Launch|OpenAction|AA|EmbeddedFile)\b/)
  expect(text).toContain('</style></svg><script>alert(1)</script>')
})

test('a PDF of a very long word, of a long table and of letters that Inter lacks has them all on its pages', async () => {
  const report = reportOfWord('Ω Ж ệ שלום 中')
  const rows = Array.from({ length: 90 }, (_, row) => [`row ${row}`, 'x'.repeat(row === 0 ? 3000 : 3)])
  const blocks = report.blocks.map((block) => (block.kind === 'table' ? { ...block, rows } : block))
  const { pages, text } = readPdf(await pdfReport({ ...report, title: 'y'.repeat(300), blocks }, vector))
  expect(pages).toBeGreaterThan(3)
  expect(text.match(/x/g)?.length).toBeGreaterThan(3250)
  expect(text).toContain('row 89')
  for (const letter of ['Ω', 'Ж', 'ệ']) expect(text).toContain(letter)
})

test('HTML holds its figures and its style, asks nobody for anything, and forbids all programs', async () => {
  const html = new TextDecoder().decode(await htmlReport(reportOfWord('42×'), vector))
  expect(html).toContain("default-src 'none'")
  expect(html).toContain('<svg xmlns')
  expect(html).toContain('id="figure1-clip1"')
  expect(html).toContain('url(#figure1-clip1)')
  expect(html).toContain('@media print')
  expect(html).not.toMatch(/<(script|link|iframe|object|img|a)\b/)
  expect(html).not.toMatch(/https?:(?!\/\/www\.w3\.org\/2000\/svg)/)
})

test('HTML shows markup of a session as text', async () => {
  const html = new TextDecoder().decode(await htmlReport(reportOfWord(hostile), vector))
  expect(html).not.toMatch(/<(script|img)\b/)
  expect(html).not.toMatch(/<[^>]*\sonload=/)
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(html.match(/<\/style>/g)).toHaveLength(1)
  expect(html.match(/<\/svg>/g)).toHaveLength(1)
})

test('Markdown comes with its figures, and what a session says in it is neither link, picture, HTML nor table', async () => {
  const files = unzipSync(markdownReport(reportOfWord(hostile), vector))
  expect(Object.keys(files).sort()).toEqual(['figures/figure-1.svg', 'report.md'])
  const html = await marked.parse(strFromU8(files['report.md'] ?? new Uint8Array()))
  const images = [...html.matchAll(/<img src="([^"]*)"/g)].map(([, source]) => source)
  expect(images).toEqual(['figures/figure-1.svg'])
  expect(html).not.toMatch(/<(script|a)\b/)
  expect(html).toContain('&lt;script&gt;alert(1)')
  expect(html.match(/<td/g)).toHaveLength(2)
  expect(html).toContain('&amp;lt;d&amp;gt;')
})

test.each(['# a', '1. a', '- a', '+ a', '> a', '=== a', '``` a', '| a |', '    a', '<b>a', '~~~ a'])(
  'the text %j stays a paragraph in Markdown',
  async (text) => {
    const report = { ...reportOfWord('x'), blocks: [{ kind: 'paragraph', text }] as const }
    const files = unzipSync(markdownReport(report, new Map()))
    const html = await marked.parse(strFromU8(files['report.md'] ?? new Uint8Array()))
    expect(html.match(/<(h1|li|blockquote|pre|table|b)\b/g)).toEqual(['<h1'])
  },
)

test('a Word file has headings, tables and a text for its figure, and shows markup and formulas as text', async () => {
  const files = unzipSync(await wordReport(reportOfWord(hostile), new Map([[1, { ...picture, bytes: dot }]])))
  const body = strFromU8(files['word/document.xml'] ?? new Uint8Array())
  expect(body).toContain('w:pStyle w:val="Heading1"')
  expect(body.match(/<w:tbl>/g)).toHaveLength(2)
  expect(body).toContain('<w:tblHeader/>')
  expect(body).toMatch(/<wp:docPr [^>]*descr="[^"]*&lt;script&gt;/)
  expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(body).not.toMatch(/<script|<w:hyperlink|w:instrText/)
  expect(strFromU8(files['word/_rels/document.xml.rels'] ?? new Uint8Array())).not.toContain('External')
  expect(Object.keys(files).some((name) => name.endsWith('.png'))).toBe(true)
})

test('the answer is one sentence in every format', async () => {
  const html = new TextDecoder().decode(await htmlReport(reportOfWord('42×'), vector))
  expect(html.replace(/<[^>]*>/g, '')).toContain(times)
  const { 'report.md': text } = unzipSync(markdownReport(reportOfWord('42×'), vector))
  expect(strFromU8(text ?? new Uint8Array())).toContain(`**${times}**`)
  const { 'word/document.xml': body } = unzipSync(await wordReport(reportOfWord('42×'), new Map()))
  expect(strFromU8(body ?? new Uint8Array()).replace(/<[^>]*>/g, '')).toContain(times)
})

const picture = { width: 624, height: 300 }
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=',
  'base64',
)
