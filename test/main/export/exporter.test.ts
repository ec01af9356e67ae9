import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { spawn, type ChildProcess } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { chartThemes } from '../../../experiments/core/charts/theme.ts'
import type { ChartOrder } from '../../../main/export/export-job.ts'
import { runExporter } from '../../../main/export/exporter.ts'
import { samples, twoCores } from '../../experiments/core/charts/made-up-curves.ts'
import { built } from './made-up-session.ts'
import { pixelsOf } from './pixels.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-export-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const input = {
  kind: 'speedup',
  curves: twoCores,
  view: 'serial',
  baseline: 'node/locked-threads',
  usableCores: 2,
  title: 'Threads & <processes>: “faster”?',
  subtitle: 'Does it help?',
  footer: 'Example CPU · Lockstep 0.1.0',
} as const

function order(changes: Partial<ChartOrder> = {}): ChartOrder {
  return { format: 'png', path: null, width: 600, height: 400, scale: 2, theme: 'light', input, ...changes }
}

async function bytesOf(changes: Partial<ChartOrder>): Promise<Uint8Array> {
  const [answer] = await runExporter({ charts: [order(changes)] }, built)
  if (answer?.kind !== 'bytes') throw new Error(JSON.stringify(answer))
  return Buffer.from(answer.base64, 'base64')
}

/** The texts of an SVG, its entities resolved. */
function textsOf(svg: string): readonly string[] {
  return Array.from(svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g), ([, text = '']) =>
    text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
  )
}

test('a PNG has twice the pixels, a ground of its own and every curve in its colour', async () => {
  const pixels = await pixelsOf(await bytesOf({ format: 'png' }))
  expect([pixels.width, pixels.height]).toEqual([1200, 800])
  const { surface, colours } = chartThemes.light
  expect(pixels.count(surface)).toBeGreaterThan(0.7 * 1200 * 800)
  for (const { line } of [colours.blue, colours.green, colours.lock]) expect(pixels.count(line)).toBeGreaterThan(500)
})

test('an SVG is well-formed XML that holds its texts as texts, in fonts that other machines have', async () => {
  const bytes = await bytesOf({ format: 'svg' })
  const svg = new TextDecoder().decode(bytes)
  expect(await pixelsOf(bytes)).toMatchObject({ width: 600, height: 400 })
  expect(textsOf(svg)).toEqual(
    expect.arrayContaining(['Node processes', 'Node threads', 'ideal', 'workers (2 cores usable)', '2×', input.title]),
  )
  expect(textsOf(svg)).toContain(input.footer)
  expect(svg).toMatch(/font-family="[^"]*Arial[^"]*sans-serif"/)
  expect(svg).toContain('stroke-dasharray')
  expect(svg).not.toMatch(/NaN|undefined|Infinity/)
})

test('an SVG and a PNG show the same curves', async () => {
  const [svg, png] = await Promise.all(
    (['svg', 'png'] as const).map(async (format) => pixelsOf(await bytesOf({ format, scale: 1 }))),
  )
  for (const colour of ['blue', 'green', 'lock'] as const) {
    const { line } = chartThemes.light.colours[colour]
    const [inSvg = 0, inPng = 0] = [svg?.count(line), png?.count(line)]
    expect(inSvg / inPng).toBeGreaterThan(0.5)
    expect(inSvg / inPng).toBeLessThan(2)
  }
})

test('a PDF is one page of the size asked for', async () => {
  const pdf = Buffer.from(await bytesOf({ format: 'pdf' })).toString('latin1')
  expect(pdf.startsWith('%PDF-')).toBe(true)
  expect(pdf).toMatch(/\/Count 1\b/)
  expect(pdf).toMatch(/\/MediaBox \[0 0 600 400\]/)
})

test('the dark theme has a dark ground', async () => {
  const pixels = await pixelsOf(await bytesOf({ theme: 'dark', scale: 1 }))
  expect(pixels.count(chartThemes.dark.surface)).toBeGreaterThan(0.7 * 600 * 400)
})

test('memory is drawn too', async () => {
  const memory = { kind: 'memory', samples: samples(40, 4, 45), title: 'Memory' } as const
  expect(textsOf(new TextDecoder().decode(await bytesOf({ format: 'svg', input: memory })))).toEqual(
    expect.arrayContaining(['Memory', 'peak 184 MiB in 4 processes']),
  )
})

test('one chart that cannot be written is named, and does not keep the others from it', async () => {
  mkdirSync(join(folder, 'taken.svg'))
  writeFileSync(join(folder, 'old.png'), 'old')
  const charts = [
    order({ format: 'svg', path: join(folder, 'taken.svg') }),
    order({ path: join(folder, 'gone', 'a.png') }),
    order({ path: join(folder, 'old.png') }),
  ]
  const [taken, gone, old] = await runExporter({ charts }, built)
  expect(taken).toMatchObject({ kind: 'failed', message: expect.stringContaining(join(folder, 'taken.svg')) as string })
  expect(gone).toMatchObject({ kind: 'failed', message: expect.stringMatching(/folder .*gone is gone/) as string })
  expect(old).toEqual({ kind: 'written', path: join(folder, 'old.png') })
  expect(await pixelsOf(readFileSync(join(folder, 'old.png')))).toMatchObject({ width: 1200 })
  expect(readdirSync(folder).sort()).toEqual(['old.png', 'taken.svg'])
})

test('a job that would end in no picture is refused, with the reason', async () => {
  await expect(runExporter({ charts: [order({ width: 0 })] }, built)).rejects.toThrow(
    /draws charts.*exit code 1[^]*width/,
  )
})

test('an exporter that is missing is an error that says so', async () => {
  const missing = { ...built, programs: { exporter: join(folder, 'no-exporter.js') } }
  await expect(runExporter({ charts: [order()] }, missing)).rejects.toThrow(/no-exporter\.js/)
  await expect(runExporter({ charts: [order()] }, { ...built, nodePath: join(folder, 'no-node') })).rejects.toThrow(
    /no-node/,
  )
})

test('an abort ends the exporter', async () => {
  const controller = new AbortController()
  const children: ChildProcess[] = []
  const spawnProgram = (program: string, programArguments: readonly string[]) => {
    // It would wait for ever: what is started in the exporter's stead reads nothing.
    const child = spawn(program, ['-e', 'setInterval(() => {}, 1000)', ...programArguments], { stdio: 'pipe' })
    children.push(child)
    return child
  }
  const running = runExporter({ charts: [order()] }, { ...built, spawnProgram, signal: controller.signal })
  controller.abort(new Error('cancelled by the test'))
  await expect(running).rejects.toThrow('cancelled by the test')
  expect(children.map(({ signalCode }) => signalCode)).toEqual(['SIGKILL'])
})
