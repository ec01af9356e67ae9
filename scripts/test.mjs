// `npm test`: every check and every test, one step after the other; a failing step does not keep the others from
// running. `npm test -- lint unit` runs only the steps that are named.
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readTally, tallyVariable } from './tally.mjs'

const results = 'test-results'

/**
 * A check counts as one test; a runner counts its own.
 * @type {readonly { name: string, kind: 'check' | 'runner', script: string }[]}
 */
const steps = [
  { name: 'format', kind: 'check', script: 'format:check' },
  { name: 'lint', kind: 'check', script: 'lint' },
  { name: 'types', kind: 'check', script: 'typecheck' },
  { name: 'knip', kind: 'check', script: 'knip' },
  { name: 'unit', kind: 'runner', script: 'test:unit' },
  { name: 'integration', kind: 'runner', script: 'test:integration' },
  { name: 'build', kind: 'check', script: 'build' },
  { name: 'e2e', kind: 'runner', script: 'test:e2e' },
]

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name))
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(', ')}: the steps are ${steps.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
const chosen = steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name))
const outcomes = chosen.map(runStep)

console.log('\n━━ summary')
for (const { name, seconds, passed, failed, skipped } of outcomes) {
  const mark = failed.length > 0 ? 'FAILED' : 'ok'
  console.log(
    `${mark.padEnd(7)}${name.padEnd(12)}${seconds.padStart(7)} s   ${summarize(passed, failed.length, skipped.length)}`,
  )
}
for (const { name, reason } of outcomes.flatMap(({ skipped }) => skipped)) console.log(`skipped: ${name} (${reason})`)
for (const name of outcomes.flatMap(({ failed }) => failed)) console.log(`failed: ${name}`)

const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0)
const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed.length, 0)
const skipped = outcomes.reduce((sum, outcome) => sum + outcome.skipped.length, 0)
console.log(summarize(passed, failed, skipped))
process.exitCode = failed > 0 ? 1 : 0

/** @param {(typeof steps)[number]} step */
function runStep({ name, kind, script }) {
  console.log(`\n━━ ${name}`)
  const tallyPath = join(results, `${name}.json`)
  const startedMs = performance.now()
  const ending = spawnSync('npm', ['run', '--silent', script], {
    stdio: 'inherit',
    env: { ...process.env, [tallyVariable]: tallyPath },
    shell: process.platform === 'win32',
  })
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
  const ended = ending.signal ?? ending.status ?? ending.error?.message ?? 'unknown'
  const tally = kind === 'check' ? { passed: ended === 0 ? 1 : 0, failed: [], skipped: [] } : readTally(tallyPath)
  return { name, seconds, ...judge(name, kind, ended, tally) }
}

/**
 * A runner's word is not enough: it must have run something, and ended well where it names no failure.
 * @param {string} name
 * @param {'check' | 'runner'} kind
 * @param {string | number} ended
 * @param {import('./tally.mjs').Tally | null} tally
 * @returns {import('./tally.mjs').Tally}
 */
function judge(name, kind, ended, tally) {
  const { passed, failed, skipped } = tally ?? { passed: 0, failed: [], skipped: [] }
  if (failed.length > 0) return { passed, failed, skipped }
  if (ended !== 0) return { passed, failed: [`${name}: npm run ended with ${String(ended)}`], skipped }
  if (kind === 'runner' && passed === 0) return { passed, failed: [`${name}: no test ran`], skipped }
  return { passed, failed, skipped }
}

/**
 * @param {number} passedCount
 * @param {number} failedCount
 * @param {number} skippedCount
 */
function summarize(passedCount, failedCount, skippedCount) {
  return `${String(passedCount)} passed, ${String(failedCount)} failed, ${String(skippedCount)} skipped`
}
