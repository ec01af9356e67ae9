import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { takeLock } from './build-lock.mjs'
import { isCurrent, sourceStamp } from './source-stamp.mjs'

const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)))
const parts = ['main', 'preload', 'renderer']

/**
 * Makes sure that out/ is a build of the sources as they are now; does nothing if it already is, or if there
 * are no sources. Several processes may call it at once: one builds, the others wait for it.
 * @param {{ root?: string, force?: boolean }} [options]
 * @throws {Error} with the build's output as its message
 */
export async function ensureBuild({ root = projectRoot, force = false } = {}) {
  if (!existsSync(join(root, 'electron.vite.config.ts'))) return
  if (!force && isCurrent(root)) return
  const builder = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  if (!existsSync(builder)) {
    // In an installation without development tools, a build that came along is used as it is.
    if (!force && existsSync(join(root, 'out', 'main', 'terminal.js'))) return
    throw new Error('Lockstep has to be built first, and the tools for that are not installed. Run: npm ci')
  }
  const giveBack = await takeLock(join(root, 'out', '.lock'))
  try {
    if (force || !isCurrent(root)) await build(root, builder)
  } finally {
    giveBack()
  }
}

/**
 * Builds beside the old build and swaps the two at the end, so that a failed or killed build leaves the old one whole.
 * @param {string} root
 * @param {string} builder
 */
async function build(root, builder) {
  const out = join(root, 'out')
  removeLeftovers(out)
  process.stderr.write('Building Lockstep (once after each change, about 10 s)…\n')
  // The stamp is taken before the build, so that a file that changes meanwhile makes the next start build again.
  const stamp = sourceStamp(root)
  const fresh = join(out, `.building-${process.pid}`)
  const old = join(out, `.old-${process.pid}`)
  try {
    await runBuilder(root, builder, fresh)
    mkdirSync(old, { recursive: true })
    rmSync(join(out, '.stamp'), { force: true })
    for (const part of parts) {
      if (existsSync(join(out, part))) renameSync(join(out, part), join(old, part))
      renameSync(join(fresh, part), join(out, part))
    }
    writeFileSync(join(out, '.stamp'), stamp)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
    rmSync(old, { recursive: true, force: true })
  }
}

/** @param {string} out */
function removeLeftovers(out) {
  for (const name of readdirSync(out)) {
    if (/^\.(building|old)-\d+$/.test(name)) rmSync(join(out, name), { recursive: true, force: true })
  }
}

/**
 * @param {string} root
 * @param {string} builder
 * @param {string} into
 */
async function runBuilder(root, builder, into) {
  // Under a test runner NODE_ENV says "test", and the window would be built for development.
  const env = { ...process.env, NODE_ENV: 'production', VITEST: undefined }
  const child = spawn(process.execPath, [builder, 'build', '--outDir', into], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const collect = (/** @type {Buffer} */ chunk) => {
    output += chunk.toString()
  }
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)
  /** @type {number | NodeJS.Signals} */
  const ending = await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      resolve(code ?? signal ?? 1)
    })
  })
  if (ending !== 0) {
    // The bundler colours its output even if it goes to a file.
    const said = stripVTControlCharacters(output).trim()
    throw new Error(`${said}\nLockstep could not be built (electron-vite: ${ending}).`)
  }
}
