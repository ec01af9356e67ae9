import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startHttpServer, type HttpServer } from '../../../main/trial/http-server.ts'
import { Reaper } from '../../../main/reaper/reaper.ts'
import { rawRequest } from '../shells/browser/raw-request.ts'
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

function ask({ port, path }: HttpServer, wait: string): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}${path}${wait}`)
}

/** Resolves when nobody listens at the port any more. */
async function gone(server: HttpServer): Promise<void> {
  for (;;) {
    try {
      await (await ask(server, '0')).text()
    } catch {
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

test('answers after as many milliseconds as it is asked for, all askers at once', async () => {
  const server = await start()
  const startedMs = performance.now()
  const answers = await Promise.all(Array.from({ length: 8 }, () => ask(server, '200').then((answer) => answer.text())))
  const tookMs = performance.now() - startedMs
  expect(answers).toEqual(Array.from({ length: 8 }, () => '200'))
  expect(tookMs).toBeGreaterThanOrEqual(199)
  // one after the other they would take eight times as long
  expect(tookMs).toBeLessThan(8 * 200)
  server.close()
})

test('answers nobody but the trial, which alone knows its path and asks it by its address', async () => {
  const server = await start()
  const { port, path } = server
  for (const wait of ['', 'rubbish', '-1', '1.5', '1/../1?x']) expect((await ask(server, wait)).status).toBe(404)
  for (const other of ['/', '/0', '//0', `${path.slice(0, -2)}/0`, `${path.toUpperCase()}x/0`, `/x${path}0`]) {
    expect((await ask({ ...server, path: other }, '')).status).toBe(404)
  }
  const statusFor = async (host: string) => (await rawRequest(port, `${path}0`, { host })).status
  expect(await statusFor(`127.0.0.1:${port}`)).toBe(200)
  for (const host of ['evil.example', `evil.example:${port}`, `localhost:${port}`, '127.0.0.1']) {
    expect(await statusFor(host)).toBe(404)
  }
  await expect(rawRequest(port, `${path}0`, {}, 'GET', '127.0.0.2')).rejects.toThrow()
  server.close()
})

test('has a path of its own each time', async () => {
  const [one, other] = [await start(), await start()]
  expect((await ask({ ...one, path: other.path }, '0')).status).toBe(404)
  one.close()
  other.close()
})

test('is gone when it is closed, and when the reaper ends with the lab', async () => {
  const closed = await start()
  closed.close()
  await gone(closed)
  const left = await start()
  await reaper.close()
  await gone(left)
})

test('that cannot be started is an error that says so', async () => {
  await expect(start(join(home, 'no-such-program.js'))).rejects.toThrow('ended before it listened')
  const nowhere = startHttpServer({ nodePath: join(home, 'no-node'), program: programs.httpServer, reaper })
  await expect(nowhere).rejects.toThrow('ENOENT')
})
