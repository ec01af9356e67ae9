import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ownProcessName, processNamed } from './process-file.ts'

/**
 * Every build has a folder of its own, out/NAME (scripts/ensure-build.mjs), and keeps it as long as somebody runs from it:
 * each process leaves a file in out/NAME/held-by, whose name says which process it is.
 */
const heldBy = 'held-by'
const buildName = /^[0-9a-f]{12}$/
/** A process that has just started may not have left its file yet. */
const youngMs = 60_000
/** Whether a process on another machine still runs cannot be seen; no run takes this long. */
const longestRunMs = 30 * 24 * 3_600_000

/** Keeps the build's files for this process until it ends. */
export function holdBuild(folder: string): void {
  const path = join(folder, heldBy, ownProcessName())
  try {
    mkdirSync(join(folder, heldBy), { recursive: true })
    writeFileSync(path, '')
  } catch {
    // Somebody else installed the lab: it is theirs to build again.
    return
  }
  process.on('exit', () => {
    rmSync(path, { force: true })
  })
}

/** Removes the builds that are not the newest and that nobody runs any more. */
export function sweepBuilds(out: string, nowMs: number): void {
  try {
    const builds = readdirSync(out).filter((name) => buildName.test(name))
    if (builds.length < 2) return
    const stamp = join(out, '.stamp')
    const newest = readFileSync(stamp, 'utf8').split('\n', 1)[0]
    for (const name of builds) {
      const folder = join(out, name)
      const changedMs = Math.max(statSync(folder).mtimeMs, statSync(stamp).mtimeMs)
      if (name === newest || nowMs - changedMs < youngMs || isHeld(join(folder, heldBy), nowMs)) continue
      // Renamed first: nobody takes what is left of a broken-off removal for a build.
      const leaving = join(out, `.building-${process.pid}`)
      renameSync(folder, leaving)
      rmSync(leaving, { recursive: true, force: true })
    }
  } catch {
    // The lab is somebody else's, or another process tidies up just now: the next sweep finds what is left.
  }
}

function isHeld(folder: string, nowMs: number): boolean {
  let marks: string[]
  try {
    marks = readdirSync(folder)
  } catch {
    return false
  }
  return marks.some((mark) => {
    switch (processNamed(mark).state) {
      case 'runs':
        return true
      case 'ended':
        return false
      case 'unknown':
        return nowMs - statSync(join(folder, mark)).mtimeMs < longestRunMs
    }
  })
}
