// Gets a Chromium for the window's tests if there is none: with Playwright's installer, or otherwise, as root, with apt.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { findChromium } from './find-chromium.mjs'

const playwright = join(dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')), 'cli.js')

/** @type {readonly { what: string, possible: boolean, command: readonly [string, ...string[]], limitMs: number }[]} */
const ways = [
  {
    what: "Playwright's installer",
    possible: true,
    command: [process.execPath, playwright, 'install', 'chromium'],
    limitMs: 180_000,
  },
  {
    what: 'apt-get',
    possible: process.platform === 'linux' && process.getuid?.() === 0,
    command: ['sh', '-c', 'apt-get update -q && apt-get install -y -q --no-install-recommends chromium'],
    limitMs: 600_000,
  },
]

for (const { what, possible, command, limitMs } of ways) {
  if (findChromium() !== null) break
  if (!possible) continue
  console.error(`No Chromium here: trying ${what} …`)
  const [program, ...args] = command
  const ending = spawnSync(program, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: limitMs,
    killSignal: 'SIGKILL',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (ending.status !== 0) console.error(`${what} did not get it (${ending.error?.message ?? String(ending.status)}).`)
}

const found = findChromium()
if (found === null) {
  console.error(
    'The window is tested in Chromium, and there is none. Install it (Debian: apt-get install chromium; elsewhere: npx playwright install chromium), or name one: LOCKSTEP_CHROMIUM=/path/to/chromium npm test',
  )
  process.exit(1)
}
console.error(`Chromium: ${found}`)
