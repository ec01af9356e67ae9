import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Chart } from 'chart.js'
import { afterAll, expect, test } from 'vitest'
import { chartParts } from '../../../experiments/core/charts/register.ts'
import { chartThemes } from '../../../experiments/core/charts/theme.ts'
import { curvesOf } from '../../../experiments/core/curves/speedup.ts'
import { figureIds, findFigure } from '../../../experiments/core/figures/figures.ts'
import { paperSizes, paperWidthPx } from '../../../experiments/core/figures/paper.ts'
import { sessionResults } from '../../../experiments/core/figures/session-results.ts'
import { tableFormats } from '../../../experiments/core/report/table-ids.ts'
import { tableText } from '../../../experiments/core/report/table-text.ts'
import { tablesOf } from '../../../experiments/core/report/tables.ts'
import { drawPicture } from '../../../main/export/canvas/draw-picture.ts'
import { registerFonts } from '../../../main/export/canvas/fonts.ts'
import type { ImageFormat } from '../../../main/export/canvas/image-formats.ts'
import { figureOrder, type FigureOrder } from '../../../main/export/picture-orders.ts'
import { readSession } from '../../../main/store/reading/session-reader.ts'
import { withoutFonts } from './pixels.ts'

/** Sessions that were measured, one of each experiment. */
const golden = join(import.meta.dirname, '..', '..', 'golden', 'sessions')
const names = readdirSync(golden)
  .map((file) => file.replace('.lockstep.gz', ''))
  .filter((name) => !name.endsWith('-old'))
const folder = mkdtempSync(join(tmpdir(), 'lockstep-figures-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})
Chart.register(...chartParts)
const fonts = await registerFonts()

async function measured(name: string) {
  const path = join(folder, `${name}.lockstep`)
  writeFileSync(path, gunzipSync(readFileSync(join(golden, `${name}.lockstep.gz`))))
  const session = await readSession(path)
  return { session, curves: curvesOf(session) }
}

function drawn({ figure: id, data, shown, ...order }: FigureOrder, format: ImageFormat): Promise<Uint8Array> {
  const figure = findFigure(id)
  const paper = paperSizes[order.paper]
  const width = paperWidthPx(paper)
  const theme = chartThemes.light
  const texts = { title: 'A title', description: '', fontFamily: theme.fontFamily }
  const size = { width, height: figure.heightPx(data, width) }
  return drawPicture(figure.draw(data, { theme, texts: shown, paper }), { ...paper, ...texts, ...size, format }, fonts)
}

test.each(names)(
  '%s: every figure at 84 mm and 160 mm is vectors and text of 6.5 pt to 9 pt, in an embedded font',
  async (name) => {
    const { session, curves } = await measured(name)
    const results = sessionResults(session, curves)
    for (const id of figureIds) {
      for (const paper of ['column', 'word'] as const) {
        const order = figureOrder(session, results, id, { paper, titled: true })
        if (order === null) continue
        const svg = new TextDecoder().decode(await drawn(order, 'svg'))
        const sizes = Array.from(
          svg.matchAll(/<text[^>]* font-size="([\d.]+)"/g),
          ([, px]) => Number(px) * paperSizes[paper].ptPerPx,
        )
        expect(sizes.length).toBeGreaterThan(3)
        expect(Math.min(...sizes), `${id} for ${paper}`).toBeGreaterThanOrEqual(6.49)
        expect(Math.max(...sizes), `${id} for ${paper}`).toBeLessThanOrEqual(9.01)
        expect(withoutFonts(svg)).not.toMatch(/NaN|undefined|Infinity|<image/)
        expect(svg).toMatch(/@font-face\{font-family:'Inter Variable'/)
        expect(svg).toContain(paper === 'column' ? 'width="84mm"' : 'width="160mm"')
        if (paper === 'word') continue
        const pdf = Buffer.from(await drawn(order, 'pdf')).toString('latin1')
        expect(pdf).toMatch(/\/Subtype \/CIDFontType2/)
        expect(pdf).toMatch(/\/FontFile2/)
        expect(pdf).not.toMatch(/\/Subtype \/(Type3|Image)/)
        expect(order.caption.length).toBeGreaterThan(40)
      }
    }
  },
)

test.each(names)('%s has a table in every format', async (name) => {
  const { session, curves } = await measured(name)
  const tables = tablesOf(session, curves)
  expect(tables.length).toBeGreaterThan(0)
  for (const table of tables) {
    for (const format of tableFormats) {
      const text = tableText(table, format)
      expect(text.split('\n').length).toBeGreaterThan(table.rows.length)
      expect(text).not.toMatch(/NaN|undefined|Infinity|\[object/)
    }
    for (const cells of table.rows) expect(cells).toHaveLength(table.columns.length)
    for (const cells of table.numbers.rows) expect(cells).toHaveLength(table.numbers.columns.length)
  }
})

test('a PNG says that it has 300 dots per inch, and is as wide as its paper at that', async () => {
  const { session, curves } = await measured('cpu-bound')
  const order = figureOrder(session, sessionResults(session, curves), 'speedup', { paper: 'column' })
  if (order === null) throw new Error('no figure')
  const png = Buffer.from(await drawn(order, 'png'))
  const at = png.indexOf('pHYs')
  expect(png.readUInt32BE(at + 4)).toBe(11811)
  expect(png.readUInt8(at + 12)).toBe(1)
  // 84 mm at 300 dpi
  expect(Math.abs(png.readUInt32BE(16) - 992)).toBeLessThanOrEqual(2)
})
