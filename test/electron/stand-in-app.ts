import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, expect, type BrowserContext } from '@playwright/test'
import { pinnedNode } from '../../main/system/node-path.ts'
import { findChromium } from '../../scripts/find-chromium.mjs'
import type { DrivenApp, LaunchOptions } from './driven-app.ts'
import { chromiumVariable } from './stand-in/chromium.ts'
import type { EvaluationAnswer } from './stand-in/evaluations.ts'
import { builtFolder } from '../../testbed/built-folder.ts'

/** Starts the built application in a plain Node with the stand-in, beside a Chromium in which its windows open. */
export async function launchStandIn({ home }: LaunchOptions): Promise<DrivenApp> {
  const profile = await mkdtemp(join(tmpdir(), 'lockstep-chromium-'))
  const context = await startChromium(profile)
  const opened = context.waitForEvent('page')
  const register = pathToFileURL(join(import.meta.dirname, 'stand-in', 'register.ts')).href
  const main = spawn(pinnedNode(), ['--import', register, join(builtFolder(), 'main', 'electron.js')], {
    env: { ...process.env, LOCKSTEP_HOME: home, [chromiumVariable]: await endpointOf(profile) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  for (const stream of [main.stdout, main.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  }
  const pending = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  const cleared = once(main, 'exit').then(async ([code]: unknown[]) => {
    for (const { reject } of pending.values()) reject(new Error('the application has ended'))
    await context.close()
    await rm(profile, { recursive: true, force: true })
    return code as number | null
  })
  const died = cleared.then((code) => {
    throw new Error(`the application ended at once (${String(code)}): ${output}`)
  })

  main.on('message', (message) => {
    const { id, value, error } = message as EvaluationAnswer
    if (error === undefined) pending.get(id)?.resolve(value as never)
    else pending.get(id)?.reject(new Error(error))
    pending.delete(id)
  })
  let lastId = 0
  return {
    firstWindow: await Promise.race([opened, died]),
    evaluate: (run, argument) =>
      new Promise((resolve, reject) => {
        lastId += 1
        pending.set(lastId, { resolve, reject })
        main.send({ id: lastId, source: run.toString(), argument })
      }),
    windowFrom: async (open) => {
      const [page] = await Promise.all([context.waitForEvent('page'), open()])
      return page
    },
    output: () => output,
    exited: () => cleared,
    kill: async () => {
      main.kill('SIGKILL')
      await cleared
    },
  }
}

function startChromium(profile: string): Promise<BrowserContext> {
  const executablePath = findChromium()
  return chromium.launchPersistentContext(profile, {
    ...(executablePath === null ? {} : { executablePath }),
    viewport: { width: 1280, height: 800 },
    args: [
      '--remote-debugging-port=0',
      // A page that got past the stand-in would find no other host.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  })
}

/** Chromium writes its free port, and the path to speak to, into a file. */
async function endpointOf(profile: string): Promise<string> {
  const read = () => readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '')
  await expect.poll(read).toMatch(/^\d+\n\S+/)
  const [port, path] = (await read()).split('\n')
  return `ws://127.0.0.1:${port ?? ''}${path ?? ''}`
}
