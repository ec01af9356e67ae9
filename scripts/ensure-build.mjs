import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { takeLock } from './build-lock.mjs'
import { newestBuild, sourceStamp } from './source-stamp.mjs'

const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)))

/**
 * Makes sure that there is a build of the sources as they are now, and does nothing if there is one already, or if there
 * are no sources. Several processes may call it at once: one builds, the others wait for it.
 * @param {{ root?: string, force?: boolean }} [options]
 * @returns {Promise<string>} the build's folder, out/NAME; later builds leave it as it is
 * @throws {Error} with the build's output as its message
 */
export async function ensureBuild({ root = projectRoot, force = false } = {}) {
  const current = currentBuild(root)
  if (!force && current !== null) return current
  const builder = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  if (!existsSync(builder)) {
    // In an installation without development tools, a build that came along is used as it is.
    const cameAlong = newestBuild(root)
    if (!force && cameAlong !== null) return cameAlong.folder
    throw new Error('Lockstep has to be built first, and the tools for that are not installed. Run: npm ci')
  }
  const giveBack = await takeLock(join(root, 'out', '.lock')).catch((/** @type {unknown} */ error) => {
    throw mayNotWrite(error) ? new Error(notYoursToBuild(root), { cause: error }) : error
  })
  try {
    return (force ? null : currentBuild(root)) ?? (await build(root, builder))
  } finally {
    giveBack()
  }
}

/** @param {unknown} error */
function mayNotWrite(error) {
  return error instanceof Error && 'code' in error && ['EACCES', 'EPERM', 'EROFS'].includes(String(error.code))
}

/** @param {string} root */
function notYoursToBuild(root) {
  return `Lockstep in ${root} has to be built again, since its sources changed, and you may not write there. Ask whoever installed it to run, in that folder: npm run build`
}

/**
 * @param {string} root
 * @returns the newest build, if it was made of the sources as they are now, or there are none to build; else null
 */
function currentBuild(root) {
  const newest = newestBuild(root)
  if (newest === null) return null
  const isCurrent = !existsSync(join(root, 'electron.vite.config.ts')) || newest.stamp === sourceStamp(root)
  return isCurrent ? newest.folder : null
}

/**
 * Builds into a folder of its own, named by its content, and then makes it the newest one. What runs from an older build
 * keeps its files, and a failed or killed build changes nothing.
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
  try {
    await runBuilder(root, builder, fresh)
    writeManifest(root, fresh)
    const name = contentHash(fresh)
    const folder = join(out, name)
    // The same content again is the same build. Its time says to those who tidy up that it is wanted.
    if (existsSync(folder)) utimesSync(folder, new Date(), new Date())
    else renameSync(fresh, folder)
    writeFileSync(join(out, `.stamp-${process.pid}`), `${name}\n${stamp}`)
    renameSync(join(out, `.stamp-${process.pid}`), join(out, '.stamp'))
    return folder
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}

/**
 * Makes the build an application of its own, as Electron takes one: a folder whose package.json names its program.
 * @param {string} root
 * @param {string} folder
 */
function writeManifest(root, folder) {
  /** @type {unknown} */
  const project = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const { name, version } = /** @type {{ name: string, version: string }} */ (project)
  const manifest = { name, version, private: true, type: 'module', main: 'main/electron.js' }
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
}

/** @param {string} folder */
function contentHash(folder) {
  const hash = createHash('sha256')
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const file = join(folder, path)
    if (!statSync(file).isFile()) continue
    const content = readFileSync(file)
    hash.update(`${path.replaceAll('\\', '/')}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex').slice(0, 12)
}

/** @param {string} out */
function removeLeftovers(out) {
  for (const name of readdirSync(out)) {
    if (/^\.(building|stamp)-\d+$/.test(name)) rmSync(join(out, name), { recursive: true, force: true })
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
