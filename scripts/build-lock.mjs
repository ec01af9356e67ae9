import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const pollMs = 100
const unreadableForMs = 10_000
const longestBuildMs = 5 * 60_000

/**
 * Waits until no other living process holds the lock file, then holds it. A lock whose process is gone, or which is
 * older than any build takes, is taken over.
 * @param {string} path
 * @returns {Promise<() => void>} gives the lock back
 */
export async function takeLock(path) {
  mkdirSync(dirname(path), { recursive: true })
  while (!create(path)) {
    if (isStale(path)) rmSync(path, { force: true })
    else await sleep(pollMs)
  }
  return () => {
    rmSync(path, { force: true })
  }
}

/** @param {string} path */
function create(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/** @param {string} path */
function isStale(path) {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) return false
  const ageMs = Date.now() - found.mtimeMs
  const pid = Number(readHolder(path))
  // The file was created, but its holder has not written its pid yet.
  if (!Number.isInteger(pid) || pid <= 0) return ageMs > unreadableForMs
  return ageMs > longestBuildMs || !isAlive(pid)
}

/** @param {string} path */
function readHolder(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
