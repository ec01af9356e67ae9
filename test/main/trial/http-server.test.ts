import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startHttpServer, type HttpServer } from '../../../main/trial/http-server.ts'
import { Reaper } from '../../../main/reaper/reaper.ts'
import { programs } from '../trial-programs/trial-harness.ts'

let home: string
let reaper: Reaper

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'lockstep-test-'))
  reaper = Reaper.start({ nodePath: process.execPath, program: programs.reaper, labId: randomUUID(), home })
})

afterEach(async () => {
  await reaper.close()
  await rm(home, { recursive: true, force: true })
})

function start(program = programs.httpServer): Promise<HttpServer> {
  return startHttpServer({ nodePath: process.execPath, program, reaper })
}

function ask(port: number, path: string): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}/${path}`)
}

/** Resolves when nobody listens at the port any more. */
async function gone(port: number): Promise<void> {
  for (;;) {
    try {
      await (await ask(port, '0')).text()
    } catch {
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

test('answers after as many milliseconds as it is asked for, all askers at once', async () => {
  const { port, close } = await start()
  const startedMs = performance.now()
  const answers = await Promise.all(Array.from({ length: 8 }, () => ask(port, '200').then((answer) => answer.text())))
  const tookMs = performance.now() - startedMs
  expect(answers).toEqual(Array.from({ length: 8 }, () => '200'))
  expect(tookMs).toBeGreaterThanOrEqual(199)
  // one after the other they would take eight times as long
  expect(tookMs).toBeLessThan(8 * 200)
  close()
})

test('refuses what is no number of milliseconds', async () => {
  const { port, close } = await start()
  for (const path of ['', 'rubbish', '-1', '1.5']) expect((await ask(port, path)).status).toBe(400)
  close()
})

test('is gone when it is closed, and when the reaper ends with the lab', async () => {
  const closed = await start()
  closed.close()
  await gone(closed.port)
  const left = await start()
  await reaper.close()
  await gone(left.port)
})

test('that cannot be started is an error that says so', async () => {
  await expect(start(join(home, 'no-such-program.js'))).rejects.toThrow('ended before it listened')
  const nowhere = startHttpServer({ nodePath: join(home, 'no-node'), program: programs.httpServer, reaper })
  await expect(nowhere).rejects.toThrow('ENOENT')
})
