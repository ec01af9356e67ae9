// `npm test`: every check and every test; a failing step does not keep the others from running. First comes the build,
// which the tests need: alone, since it writes a file beside its configuration, which a check would find and refuse.
// Then the checks share the cores, and then come the tests, one runner after the other. `npm test -- lint unit` runs only the steps that are named.
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { readTally, tallyVariable } from './tally.mjs'

const results = 'test-results'

/**
 * The build and each check count as one test; a runner counts its own.
 * @type {readonly { name: string, kind: 'build' | 'check' | 'runner', script: string }[]}
 */
const steps = [
  { name: 'build', kind: 'build', script: 'build' },
  { name: 'format', kind: 'check', script: 'format:check' },
  { name: 'lint', kind: 'check', script: 'lint' },
  { name: 'types', kind: 'check', script: 'typecheck' },
  { name: 'knip', kind: 'check', script: 'knip' },
  { name: 'unit', kind: 'runner', script: 'test:unit' },
  { name: 'integration', kind: 'runner', script: 'test:integration' },
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
/** @param {Step['kind']} kind */
const chosenOf = (kind) => chosen.filter((step) => step.kind === kind)
const outcomes = [
  ...(await eachAtOnce(chosenOf('build'), 1, runCheck)),
  ...(await eachAtOnce(chosenOf('check'), availableParallelism(), runCheck)),
  ...chosenOf('runner').map(runTests),
]

console.log('\n━━ summary')
for (const { name, seconds, passed, failed, skipped } of outcomes) {
  const mark = failed.length > 0 ? 'FAILED' : 'ok'
  console.log(
    `${mark.padEnd(7)}${name.padEnd(12)}${seconds.padStart(7)} s   ${summarize(passed, failed.length, skipped.length)}`,
  )
}
if (process.env['LOCKSTEP_TEST'] !== 'full' && chosen.some(({ name }) => name === 'integration')) {
  console.log('left out: the matrix of every executor in every Python (LOCKSTEP_TEST=full runs it)')
}
for (const { name, reason } of outcomes.flatMap(({ skipped }) => skipped)) console.log(`skipped: ${name} (${reason})`)
for (const name of outcomes.flatMap(({ retried = [] }) => retried)) console.log(`passed at the second try: ${name}`)
for (const name of outcomes.flatMap(({ failed }) => failed)) console.log(`failed: ${name}`)

const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0)
const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed.length, 0)
const skipped = outcomes.reduce((sum, outcome) => sum + outcome.skipped.length, 0)
console.log(summarize(passed, failed, skipped))
process.exitCode = failed > 0 ? 1 : 0

/**
 * @typedef {(typeof steps)[number]} Step
 * @typedef {{ name: string, seconds: string } & import('./tally.mjs').Tally} StepOutcome
 */

/**
 * Several run at once, so each one's output is kept until it has ended.
 * @param {Step} step
 * @returns {Promise<StepOutcome>}
 */
async function runCheck({ name, script }) {
  const startedMs = performance.now()
  const child = spawn('npm', ['run', '--silent', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  })
  /** @type {Buffer[]} */
  const output = []
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (/** @type {Buffer} */ chunk) => output.push(chunk))
  /** @type {string | number} */
  const ended = await new Promise((resolve) => {
    child.on('error', ({ message }) => {
      resolve(message)
    })
    child.on('close', (code, signal) => {
      resolve(signal ?? code ?? 'unknown')
    })
  })
  console.log(`\n━━ ${name}`)
  process.stdout.write(Buffer.concat(output))
  const tally = { passed: ended === 0 ? 1 : 0, failed: [], skipped: [] }
  return { name, seconds: secondsSince(startedMs), ...judge(name, 'check', ended, tally) }
}

/**
 * @param {Step} step
 * @returns {StepOutcome}
 */
function runTests({ name, script }) {
  console.log(`\n━━ ${name}`)
  const tallyPath = join(results, `${name}.json`)
  const startedMs = performance.now()
  const ending = spawnSync('npm', ['run', '--silent', script], {
    stdio: 'inherit',
    env: { ...process.env, [tallyVariable]: tallyPath },
    shell: process.platform === 'win32',
  })
  const ended = ending.signal ?? ending.status ?? ending.error?.message ?? 'unknown'
  return { name, seconds: secondsSince(startedMs), ...judge(name, 'runner', ended, readTally(tallyPath)) }
}

/** @param {number} startedMs */
function secondsSince(startedMs) {
  return ((performance.now() - startedMs) / 1000).toFixed(1)
}

/**
 * Like Promise.all, but at most so many at the same time.
 * @template In, Out
 * @param {readonly In[]} inputs
 * @param {number} atOnce
 * @param {(input: In) => Promise<Out>} run
 * @returns {Promise<Out[]>} in the order of the inputs
 */
async function eachAtOnce(inputs, atOnce, run) {
  /** @type {Out[]} */
  const outputs = []
  const waiting = inputs.entries()
  const lane = async () => {
    for (const [index, input] of waiting) outputs[index] = await run(input)
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  return outputs
}

/**
 * A runner must also have run something, and have ended well if it names no failure.
 * @param {string} name
 * @param {'check' | 'runner'} kind
 * @param {string | number} ended
 * @param {import('./tally.mjs').Tally | null} tally
 * @returns {import('./tally.mjs').Tally}
 */
function judge(name, kind, ended, tally) {
  const counted = tally ?? { passed: 0, failed: [], skipped: [] }
  if (counted.failed.length > 0) return counted
  if (ended !== 0) return { ...counted, failed: [`${name}: npm run ended with ${ended}`] }
  if (kind === 'runner' && counted.passed === 0) return { ...counted, failed: [`${name}: no test ran`] }
  return counted
}

/**
 * @param {number} passedCount
 * @param {number} failedCount
 * @param {number} skippedCount
 */
function summarize(passedCount, failedCount, skippedCount) {
  return `${passedCount} passed, ${failedCount} failed, ${skippedCount} skipped`
}
