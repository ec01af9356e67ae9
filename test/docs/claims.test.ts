import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { waitingShare } from '../../experiments/core/claims/judging/core-wait.ts'
import { undisturbedShare } from '../../experiments/core/claims/judging/guards.ts'
import { verdictWords } from '../../experiments/core/claims/judging/verdict-words.ts'
import * as convoy from '../../experiments/core/claims/rules/convoy.ts'
import * as coreUse from '../../experiments/core/claims/rules/core-use.ts'
import * as footprint from '../../experiments/core/claims/rules/footprint.ts'
import * as gains from '../../experiments/core/claims/rules/gains.ts'
import * as handOff from '../../experiments/core/claims/rules/hand-off.ts'
import * as ioBound from '../../experiments/core/claims/rules/io-bound.ts'
import * as noGain from '../../experiments/core/claims/rules/no-gain.ts'
import * as overlap from '../../experiments/core/claims/rules/overlap.ts'
import * as probeShares from '../../experiments/core/claims/rules/probe-shares.ts'
import * as race from '../../experiments/core/claims/rules/race.ts'
import * as startUp from '../../experiments/core/claims/rules/start-up.ts'
import * as threadLeak from '../../experiments/core/claims/rules/thread-leak.ts'
import { mostDisturbedShare } from '../../experiments/core/curves/disturbance.ts'
import { claimIds, claims } from '../../experiments/core/names/claims.ts'

const text = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'claims.md'), 'utf8')

/** The text under each heading, by the heading; a claim's heading is its id. */
const sections = new Map(
  text
    .split(/^#+ /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')).replaceAll('`', ''), section]),
)
const described = [...text.matchAll(/^### `([\w-]+)`$/gm)].map(([, id]) => id)

/** The files that hold the bounds of an experiment's rules; the other experiments decide on facts. */
const rulesWithBounds: readonly { readonly experiments: readonly string[]; readonly files: readonly object[] }[] = [
  { experiments: ['cpu-bound', 'extension'], files: [gains, noGain, coreUse] },
  { experiments: ['io-bound'], files: [ioBound] },
  { experiments: ['lock-handoff'], files: [handOff, overlap, probeShares] },
  { experiments: ['start-up'], files: [startUp] },
  { experiments: ['footprint'], files: [footprint] },
  { experiments: ['interrupt'], files: [threadLeak] },
  { experiments: ['race'], files: [race] },
  { experiments: ['convoy'], files: [convoy] },
]

function boundsOf(files: readonly object[]): readonly number[] {
  return files
    .flatMap((file) => Object.values(file) as readonly unknown[])
    .flatMap((value) => (value instanceof Set ? [...(value as Set<unknown>)] : [value]))
    .filter((value) => typeof value === 'number')
}

/** The numbers that stand in bold, and with a fraction in place of each percentage if the code has it so. */
function boldNumbers(heading: string, code: readonly number[]): ReadonlySet<number> {
  const bold = (sections.get(heading) ?? '').matchAll(/\*\*([\d.]+)(.?)\*\*/g)
  return new Set(
    [...bold].map(([, number, unit]) => {
      const value = Number(number)
      return unit === '%' && code.includes(value / 100) ? value / 100 : value
    }),
  )
}

test('the document has every claim once, in the textbook’s order', () => {
  expect(described).toEqual(claimIds)
})

test.each(claimIds)('%s: the document has its sentence and its experiment', (id) => {
  const section = sections.get(id)
  expect(section).toContain(`> ${claims[id].sentence}\n`)
  expect(section).toContain(`Decided by \`${claims[id].experiment}\``)
})

test.each(rulesWithBounds)('$experiments: the document prints the bounds of the rules, and no others', (row) => {
  const code = boundsOf(row.files)
  const printed = claimIds
    .filter((id) => row.experiments.includes(claims[id].experiment))
    .flatMap((id) => [...boldNumbers(id, code)])
  // that a ratio lies above 1 is a bound without a name
  expect(new Set([...printed, 1])).toEqual(new Set([...code, 1]))
})

test('claims on facts have no bounds', () => {
  const experiments = rulesWithBounds.flatMap((row) => row.experiments)
  const onFacts = claimIds.filter((id) => !experiments.includes(claims[id].experiment))
  expect(onFacts.filter((id) => boldNumbers(id, []).size > 0)).toEqual([])
})

test('what holds for all claims has the bounds of the code', () => {
  expect(boldNumbers('Tests of ratios', [])).toEqual(new Set(boundsOf([gains, noGain])))
  const shares = [mostDisturbedShare, undisturbedShare, waitingShare]
  expect(boldNumbers('Disturbance', shares)).toEqual(new Set(shares))
})

test('the document explains every verdict in the words that people read', () => {
  for (const [verdict, words] of Object.entries(verdictWords)) {
    expect(text).toMatch(new RegExp(`^\\| \`${verdict}\` +\\| ${words} `, 'm'))
  }
})
