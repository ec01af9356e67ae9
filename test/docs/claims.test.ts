import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { waitingShare } from '../../experiments/core/claims/judging/core-wait.ts'
import { undisturbedShare } from '../../experiments/core/claims/judging/undecidable.ts'
import { verdictWords } from '../../experiments/core/claims/judging/verdict-words.ts'
import { delayed, usualIntervalMs } from '../../experiments/core/claims/rules/convoy.ts'
import { busyShare } from '../../experiments/core/claims/rules/core-use.ts'
import { lightBelow } from '../../experiments/core/claims/rules/footprint.ts'
import { gainAtFour, gainAtTwo } from '../../experiments/core/claims/rules/gains.ts'
import { atLeast, atMost, judgedIntervals } from '../../experiments/core/claims/rules/hand-off.ts'
import { waitingGain, waitingWorkers } from '../../experiments/core/claims/rules/io-bound.ts'
import { noGainBelow, slowerBelow } from '../../experiments/core/claims/rules/no-gain.ts'
import { sideBySideAbove, turnsBelow } from '../../experiments/core/claims/rules/overlap.ts'
import { leastBusy, oneAtATimeBelow, quietShare } from '../../experiments/core/claims/rules/probe-shares.ts'
import { enoughLaps } from '../../experiments/core/claims/rules/race.ts'
import { leastStarts } from '../../experiments/core/claims/rules/start-up.ts'
import { leakedShare } from '../../experiments/core/claims/rules/thread-leak.ts'
import { mostDisturbedShare } from '../../experiments/core/curves/disturbance.ts'
import { claimIds, claims, type ClaimId } from '../../experiments/core/names/claims.ts'

const text = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'claims.md'), 'utf8')

/** The text under each heading, by the heading; a claim's heading is its id. */
const sections = new Map(
  text
    .split(/^#+ /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')).replaceAll('`', ''), section]),
)
const described = [...text.matchAll(/^### `([\w-]+)`$/gm)].map(([, id]) => id)

const percent = (share: number): string => `${share * 100}%`
const gains = [`${gainAtTwo}×`, `${gainAtFour}×`]
const turns = [`${turnsBelow}%`, `${sideBySideAbove}%`]
const starts = [`${leastStarts}`, '1×']

/** The bounds of each claim, as the document prints them; claims on facts have none. */
const bounds: Readonly<Partial<Record<ClaimId, readonly string[]>>> = {
  'process-uses-cores': [...gains, `${busyShare}`],
  'process-own-lock': [...turns, percent(quietShare)],
  'process-cpu-bound': gains,
  'process-slow-start': starts,
  'process-memory': ['1×'],
  'thread-fast-start': starts,
  'thread-io-bound': [`${waitingWorkers}`, `${waitingGain}×`],
  'thread-light': [`${lightBelow}`],
  'thread-locked': turns,
  'thread-no-cpu-gain': [`${noGainBelow}×`, `${slowerBelow}×`],
  'thread-leak': [`${leakedShare}`],
  'thread-race': [`${enoughLaps}`],
  'lock-mutex': [`${turnsBelow}%`, `${atLeast}×`, `${atMost}×`, ...[...judgedIntervals].map(String)],
  'lock-multicore': [`${oneAtATimeBelow}`, percent(quietShare), `${leastBusy}`],
  'avoid-multiprocessing': gains,
  'avoid-other-implementation': gains,
  'avoid-extension': [...gains, `${noGainBelow}×`],
  'avoid-free-threaded': gains,
  'avoid-interpreters': gains,
  'lock-convoy': [`${delayed}×`, '1×', `${usualIntervalMs}`],
}

function boldIn(heading: string): ReadonlySet<string> {
  return new Set([...(sections.get(heading) ?? '').matchAll(/\*\*(.+?)\*\*/g)].map(([, bold = '']) => bold))
}

test('the document has every claim once, in the textbook’s order', () => {
  expect(described).toEqual(claimIds)
})

test.each(claimIds)('%s: its sentence, its experiment and its bounds are those of the code', (id) => {
  const section = sections.get(id)
  expect(section).toContain(`> ${claims[id].sentence}\n`)
  expect(section).toContain(`Decided by \`${claims[id].experiment}\``)
  expect(boldIn(id)).toEqual(new Set(bounds[id]))
})

test('what holds for all claims has the bounds of the code', () => {
  expect(boldIn('Tests of ratios')).toEqual(
    new Set(['Several tests.', 'Gains', 'Does not gain', 'Overlap', ...gains, `${noGainBelow}×`, `${slowerBelow}×`]),
  )
  expect(boldIn('Disturbance')).toEqual(new Set([mostDisturbedShare, undisturbedShare, waitingShare].map(percent)))
})

test('the document explains every verdict in the words that people read', () => {
  for (const [verdict, words] of Object.entries(verdictWords)) {
    expect(text).toMatch(new RegExp(`^\\| \`${verdict}\` +\\| ${words} `, 'm'))
  }
})
