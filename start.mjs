#!/usr/bin/env node
// `npm start` and `npx lockstep` run this program. Old Nodes can parse it, too: it starts itself again on the pinned one.
import { spawn } from 'node:child_process'
import { closeSync, existsSync } from 'node:fs'
import module from 'node:module'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { isatty } from 'node:tty'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { ensureBuild } from './scripts/ensure-build.mjs'

const root = dirname(fileURLToPath(import.meta.url))
const neededMajor = 24

// Neither a terminal that is gone nor a reader that has had enough ends a run (main/system/lost-streams.ts).
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
// `nohup` leaves no stream at a terminal, and Node takes back that it ignores SIGHUP (main/system/hang-up.ts).
if (![0, 1, 2].some((descriptor) => isatty(descriptor))) process.on('SIGHUP', () => undefined)

if (Number(process.versions.node.split('.')[0]) >= neededMajor) await startLab()
else startOnPinnedNode()

async function startLab() {
  endWithLauncher()
  const build = await makeBuild()
  // The cache lies in the build's folder and goes with it. Trials do not inherit it.
  module.enableCompileCache(join(build, '.compile-cache'))
  // npm runs scripts in the package's folder, but a person types paths from the folder in which they are.
  const { INIT_CWD: typedIn, npm_package_json: scriptOf } = process.env
  if (typedIn !== undefined && scriptOf === join(root, 'package.json') && existsSync(typedIn)) process.chdir(typedIn)
  await import(pathToFileURL(join(build, 'main', 'terminal.js')).href)
}

async function makeBuild() {
  try {
    return await ensureBuild()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
}

/** Ends this process if its launcher is killed: a launcher on an old Node cannot hand over its own process. */
function endWithLauncher() {
  if (process.env['LOCKSTEP_LAUNCHER'] === undefined) return
  delete process.env['LOCKSTEP_LAUNCHER']
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
  process.channel?.unref()
}

function startOnPinnedNode() {
  const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (!existsSync(node)) {
    const remedy = existsSync(join(root, 'node_modules', 'node')) ? 'npm rebuild node' : 'npm ci'
    process.stderr.write(
      `Lockstep needs Node ${neededMajor}; this is ${process.version}, and the one that belongs to Lockstep is not installed. Run, in ${root}: ${remedy}\n`,
    )
    process.exit(1)
  }
  const lab = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, LOCKSTEP_LAUNCHER: '1' },
  })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => lab.kill(signal))
  }
  lab.on('error', (error) => {
    process.stderr.write(`${node} does not start: ${error.message}\n`)
    process.exit(1)
  })
  lab.on('exit', (code, signal) => {
    const exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal])
    if (exitCode === 128 + constants.signals.SIGHUP) leaveTerminal()
    process.exit(exitCode)
  })
}

/** At its end an old Node gives a terminal back as it found it, and aborts where that is gone. It leaves closed files alone. */
function leaveTerminal() {
  for (const descriptor of [0, 1, 2]) {
    try {
      closeSync(descriptor)
    } catch {
      // it is closed already
    }
  }
}
