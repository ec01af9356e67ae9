import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Tells how the tests of one runner ended, in one form for all runners.
 * @typedef {object} Tally
 * @property {number} passed
 * @property {readonly string[]} failed names
 * @property {readonly { name: string, reason: string }[]} skipped
 * @property {readonly string[]} [retried] names of those that passed at their second try
 */

/** The environment variable that names the file a runner's reporter writes its tally to. */
export const tallyVariable = 'LOCKSTEP_TALLY'

/** @param {Tally} tally */
export function writeTally(tally) {
  const path = process.env[tallyVariable]
  if (path === undefined) return
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, JSON.stringify(tally))
}

/**
 * @param {string} path
 * @returns {Tally | null} null if the runner wrote none
 */
export function readTally(path) {
  try {
    /** @type {unknown} */
    const tally = JSON.parse(readFileSync(path, 'utf8'))
    return /** @type {Tally} */ (tally)
  } catch {
    return null
  }
}
