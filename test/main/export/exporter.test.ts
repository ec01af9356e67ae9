import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { chartThemes } from '../../../experiments/core/charts/theme.ts'
import type { SpeedupData } from '../../../experiments/core/figures/speedup-curves.ts'
import { findTimeline } from '../../../experiments/core/timeline/timelines.ts'
import type { PictureOrder } from '../../../main/export/export-job.ts'
import { runExporter } from '../../../main/export/exporter.ts'
import { twoCores } from '../../experiments/core/figures/made-up-curves.ts'
import { isAlive } from '../processes-of-lab.ts'
import { built, madeUpExportWithLock } from './made-up-session.ts'
import { pixelsOf, withoutFonts } from './pixels.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-export-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const data: SpeedupData = {
  curves: twoCores,
  over: 'serial',
  baseline: 'node/locked-threads',
  usableCores: 2,
  monitorCost: null,
}
const texts = {
  title: 'Threads & <processes>: “faster”?',
  subtitle: 'Does it help?',
  footer: 'Example CPU · Lockstep 0.1.0',
}

function order(changes: Partial<PictureOrder> = {}): PictureOrder {
  const fixed = { figure: 'speedup', paper: 'screen', theme: 'light' } as const
  return { ...fixed, data, texts, shown: texts, format: 'png', path: null, ...changes }
}

async function bytesOf(changes: Partial<PictureOrder>): Promise<Uint8Array> {
  const [answer] = await runExporter({ pictures: [order(changes)] }, built)
  if (answer?.kind !== 'bytes') throw new Error(JSON.stringify(answer))
  return Buffer.from(answer.base64, 'base64')
}

/** The texts of an SVG, its entities resolved. */
function textsOf(svg: string): readonly string[] {
  return Array.from(svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g), ([, text = '']) =>
    text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
  )
}

test('a PNG for a screen has twice the pixels, a ground of its own and every curve in its colour', async () => {
  const pixels = await pixelsOf(await bytesOf({ format: 'png' }))
  expect([pixels.width, pixels.height]).toEqual([1920, 1200])
  const { surface, colours } = chartThemes.light
  expect(pixels.count(surface)).toBeGreaterThan(0.7 * 1920 * 1200)
  for (const { line } of [colours.proc, colours.free, colours.lock]) expect(pixels.count(line)).toBeGreaterThan(500)
})

test('an SVG is well-formed XML that holds its texts as texts, in fonts that other machines have', async () => {
  const bytes = await bytesOf({ format: 'svg' })
  const svg = new TextDecoder().decode(bytes)
  expect(await pixelsOf(bytes)).toMatchObject({ width: 960, height: 600 })
  expect(textsOf(svg)).toEqual(
    expect.arrayContaining(['Node processes', 'Node threads', 'ideal', 'workers (2 cores usable)', '2×', texts.title]),
  )
  expect(textsOf(svg)).toContain(texts.footer)
  expect(svg).toMatch(/font-family="[^"]*Arial[^"]*sans-serif"/)
  expect(svg).toContain('stroke-dasharray')
  expect(withoutFonts(svg)).not.toMatch(/NaN|undefined|Infinity/)
})

test('an SVG and a PNG show the same curves', async () => {
  const [svg, png] = await Promise.all(
    (['svg', 'png'] as const).map(async (format) => pixelsOf(await bytesOf({ format }))),
  )
  for (const colour of ['proc', 'free', 'lock'] as const) {
    const { line } = chartThemes.light.colours[colour]
    const [inSvg = 0, inPng = 0] = [svg?.count(line), png?.count(line)]
    // the PNG has two pixels for each of the SVG's, in either direction
    expect((4 * inSvg) / inPng).toBeGreaterThan(0.5)
    expect((4 * inSvg) / inPng).toBeLessThan(2)
  }
})

test('a PDF is one page of the size asked for', async () => {
  const pdf = Buffer.from(await bytesOf({ format: 'pdf' })).toString('latin1')
  expect(pdf.startsWith('%PDF-')).toBe(true)
  expect(pdf).toMatch(/\/Count 1\b/)
  expect(pdf).toMatch(/\/MediaBox \[0 0 720 450\]/)
})

test('the dark theme has a dark ground', async () => {
  const pixels = await pixelsOf(await bytesOf({ theme: 'dark' }))
  expect(pixels.count(chartThemes.dark.surface)).toBeGreaterThan(0.7 * 1920 * 1200)
})

test('a figure that paints itself is drawn at each format and scale', async () => {
  const { session } = madeUpExportWithLock('')
  const lock = { figure: 'lock', data: findTimeline(session, null) } as const
  const svg = new TextDecoder().decode(await bytesOf({ ...lock, format: 'svg' }))
  expect(textsOf(svg)).toEqual(expect.arrayContaining(['worker 1', 'worker 4', texts.title, texts.footer]))
  const pixels = await pixelsOf(await bytesOf({ ...lock }))
  expect(pixels).toMatchObject({ width: 1920 })
  expect(pixels.count(chartThemes.light.colours.lock.line)).toBeGreaterThan(5000)
  expect(Buffer.from(await bytesOf({ ...lock, format: 'pdf' })).toString('latin1')).toMatch(/\/MediaBox \[0 0 720 /)
})

test('one chart that cannot be written is named, and does not keep the others from it', async () => {
  mkdirSync(join(folder, 'taken.svg'))
  writeFileSync(join(folder, 'old.png'), 'old')
  const pictures = [
    order({ format: 'svg', path: join(folder, 'taken.svg') }),
    order({ path: join(folder, 'gone', 'a.png') }),
    order({ path: join(folder, 'old.png') }),
  ]
  const [taken, gone, old] = await runExporter({ pictures }, built)
  expect(taken).toMatchObject({ kind: 'failed', message: expect.stringContaining(join(folder, 'taken.svg')) as string })
  expect(gone).toMatchObject({ kind: 'failed', message: expect.stringMatching(/folder .*gone is gone/) as string })
  expect(old).toEqual({ kind: 'written', path: join(folder, 'old.png') })
  expect(await pixelsOf(readFileSync(join(folder, 'old.png')))).toMatchObject({ width: 1920 })
  expect(readdirSync(folder).sort()).toEqual(['old.png', 'taken.svg'])
})

test('a job that would end in no picture is refused, with the reason', async () => {
  const poster = { ...order(), paper: 'poster' } as unknown as PictureOrder
  await expect(runExporter({ pictures: [poster] }, built)).rejects.toThrow(/draws charts.*exit code 1[^]*paper/)
})

test('an exporter that is missing is an error that says so', async () => {
  const missing = { ...built, programs: { exporter: join(folder, 'no-exporter.js') } }
  await expect(runExporter({ pictures: [order()] }, missing)).rejects.toThrow(/no-exporter\.js/)
  await expect(runExporter({ pictures: [order()] }, { ...built, nodePath: join(folder, 'no-node') })).rejects.toThrow(
    /no-node/,
  )
})

test('an abort ends the exporter, which is listed with the reaper until then', async () => {
  const controller = new AbortController()
  const [watched, released]: number[][] = [[], []]
  const groups = {
    labId: 'a-lab',
    watch: (pid: number) => watched?.push(pid),
    release: (pid: number) => released?.push(pid),
  }
  // It would wait for ever: what is started in the exporter's stead reads nothing.
  const exporter = join(folder, 'waits.mjs')
  writeFileSync(exporter, 'setInterval(() => {}, 1000)')
  const running = runExporter(
    { pictures: [order()] },
    { ...built, programs: { exporter }, groups, signal: controller.signal },
  )
  expect(watched).toHaveLength(1)
  controller.abort(new Error('cancelled by the test'))
  await expect(running).rejects.toThrow('cancelled by the test')
  expect(released).toEqual(watched)
  expect(isAlive(watched?.[0] ?? 0)).toBe(false)
})

test('an exporter that hangs is ended at its limit, also if what it started holds its pipes, and the error says so', async () => {
  const program = join(folder, 'hangs.mjs')
  writeFileSync(program, "import { spawn } from 'node:child_process'\nspawn('sleep', ['60'], { stdio: 'inherit' })\n")
  const job = { programs: { exporter: program }, nodePath: process.execPath, limitMs: 1000 }
  await expect(runExporter({ pictures: [] }, job)).rejects.toThrow('took longer than 1 s and was ended')
})
