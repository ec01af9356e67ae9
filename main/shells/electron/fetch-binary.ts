import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hangUpEnds } from '../../system/hang-up.ts'
import type { ElectronPackage } from './binary.ts'
import { endProcessTree } from './process-tree.ts'

export interface FetchOptions {
  readonly electron: ElectronPackage
  /** This Node runs the installer. */
  readonly node: string
  readonly env: NodeJS.ProcessEnv
  readonly report: (text: string) => void
  /** The fetch is given up after this long without a byte received, unpacked or printed. */
  readonly stallMs?: number
  readonly lookEveryMs?: number
}

export type FetchResult = { readonly kind: 'fetched' } | { readonly kind: 'failed'; readonly why: string }

/** Fetches Electron's binary with its own installer. */
export async function fetchElectronBinary(options: FetchOptions): Promise<FetchResult> {
  const { electron, node, env, report } = options
  // The installer prints nothing for half a minute, but it downloads into the temporary folder, so it gets one to watch.
  const downloads = await mkdtemp(join(tmpdir(), 'lockstep-electron-'))
  report(`Fetching Electron ${electron.version} (once, about 120 MB) …\n`)
  const installer = spawn(node, [electron.installer], {
    cwd: electron.folder,
    env: { ...env, TMPDIR: downloads, TEMP: downloads, TMP: downloads },
    stdio: ['ignore', 'pipe', 'pipe'],
    // It leads a group of its own, so that whatever it starts can be ended with it.
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
  try {
    return await watch(installer, [downloads, join(electron.folder, 'dist')], options)
  } finally {
    await rm(downloads, { recursive: true, force: true })
  }
}

async function watch(
  installer: ChildProcess,
  folders: readonly string[],
  { electron, report, stallMs = 15_000, lookEveryMs = 1000 }: FetchOptions,
): Promise<FetchResult> {
  let progressAt = Date.now()
  let lastWords = ''
  for (const stream of [installer.stdout, installer.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      progressAt = Date.now()
      lastWords = (lastWords + chunk.toString()).slice(-4000)
      report(chunk.toString())
    })
  }
  const end = new Promise<FetchResult>((resolve) => {
    installer.on('error', (error) => {
      resolve({ kind: 'failed', why: error.message })
    })
    installer.on('close', (code, signal) => {
      if (electron.binary() !== null) resolve({ kind: 'fetched' })
      else resolve({ kind: 'failed', why: reasonIn(lastWords) ?? `its installer ended with ${String(code ?? signal)}` })
    })
  })
  const stop = () => {
    endProcessTree(installer)
  }
  const interrupted = interruption(stop)

  let knownBytes = 0
  for (;;) {
    const result = await Promise.race([end, interrupted.promise, sleep(lookEveryMs)])
    if (result !== null) {
      interrupted.forget()
      return result
    }
    const bytes = await sizeOf(folders)
    if (bytes !== knownBytes) {
      knownBytes = bytes
      progressAt = Date.now()
      report(`  ${(bytes / 1e6).toFixed(0)} MB\n`)
    } else if (Date.now() - progressAt > stallMs) {
      interrupted.forget()
      stop()
      await Promise.race([end, sleep(lookEveryMs)])
      return { kind: 'failed', why: `nothing arrived for ${stallMs / 1000} s` }
    }
  }
}

/** Ends the installer on a terminal's Ctrl-C, which does not reach a group of its own. */
function interruption(stop: () => void) {
  let forget: () => void = () => undefined
  const promise = new Promise<FetchResult>((resolve) => {
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
    const interrupt = (signal: NodeJS.Signals) => {
      if (signal === 'SIGHUP' && !hangUpEnds) return
      stop()
      forget()
      resolve({ kind: 'failed', why: signal })
      process.kill(process.pid, signal)
    }
    for (const signal of signals) process.on(signal, interrupt)
    forget = () => {
      for (const signal of signals) process.off(signal, interrupt)
    }
  })
  return {
    promise,
    forget: () => {
      forget()
    },
  }
}

/** Returns the line of an error's stack that says what happened. */
function reasonIn(output: string): string | null {
  const line = output.split('\n').find((text) => /error/i.test(text))
  if (line === undefined) return null
  // Node uses these words for every failure of the network.
  return line.includes('fetch failed') ? 'the download server cannot be reached' : line.trim().slice(0, 200)
}

async function sizeOf(folders: readonly string[]): Promise<number> {
  let bytes = 0
  for (const folder of folders) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
    for (const entry of entries) {
      if (!entry.isFile()) continue
      // A file may be gone again by now.
      bytes += await stat(join(entry.parentPath, entry.name)).then(
        ({ size }) => size,
        () => 0,
      )
    }
  }
  return bytes
}

function sleep(ms: number): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms, null)
  })
}
