import { readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { parseExperiment } from '../../../../experiments/core/definition/experiment-file.ts'
import { makePlan } from '../../../../experiments/core/plan/plan.ts'

vi.setConfig({ testTimeout: 60_000 })

const catalog = readFileSync(new URL('../../../../experiments/catalog/cpu-bound.yaml', import.meta.url))

/** A linear congruential generator (Numerical Recipes, 3rd ed., §7.1): the same files in every run. */
function generator(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** Either an experiment that can be planned, or problems that stand in the file. */
function expectSound(bytes: Uint8Array): 'ok' | 'refused' {
  const parsed = parseExperiment('f.yaml', bytes)
  if (parsed.kind === 'ok') {
    expect(makePlan(parsed.experiment, { usableCores: 2, obstacle: () => null }).tasks).toBeGreaterThan(0)
    return 'ok'
  }
  const lines = new TextDecoder().decode(bytes).split(/\r(?!\n)|\n/)
  expect(parsed.problems.length).toBeGreaterThan(0)
  for (const { line, column, message } of parsed.problems) {
    expect(column).toBeGreaterThan(0)
    expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1)
    expect(message).not.toMatch(/[\p{Cc}\u2028\u2029]|undefined|\[object/u)
  }
  return 'refused'
}

test('a thousand files of random bytes are refused, none breaks the parser', () => {
  const random = generator(1)
  for (let file = 0; file < 1000; file++) {
    expect(expectSound(Uint8Array.from({ length: random(200) }, () => random(256)))).toBe('refused')
  }
})

test('a thousand files of random YAML signs are refused, none breaks the parser', () => {
  const random = generator(2)
  const signs = [
    '\n',
    '\n',
    ' ',
    '  ',
    '- ',
    ': ',
    '? ',
    '{',
    '}',
    '[',
    ']',
    ',',
    '"',
    "'",
    '|',
    '>',
    '&a ',
    '*a',
    '!!',
  ]
  const words = [
    ...signs,
    'lockstep',
    'series',
    'workers',
    '1',
    '.nan',
    '\t',
    '#',
    '---\n',
    '%',
    '\r\n',
    '\ufeff',
    'é',
    '😀',
    '<<',
  ]
  for (let file = 0; file < 1000; file++) {
    const text = Array.from({ length: random(60) }, () => words[random(words.length)]).join('')
    expect(expectSound(new TextEncoder().encode(text))).toBe('refused')
  }
})

test('a thousand mutations of a good file are read or refused at a place in the file', () => {
  const random = generator(3)
  const counts = { ok: 0, refused: 0 }
  for (let file = 0; file < 1000; file++) {
    const bytes = Uint8Array.from(catalog)
    for (let change = random(3); change >= 0; change--) bytes[random(bytes.length)] = 32 + random(95)
    counts[expectSound(bytes)]++
  }
  // Both happen: else the test would not see what it is for.
  expect(Math.min(counts.ok, counts.refused)).toBeGreaterThan(50)
})
