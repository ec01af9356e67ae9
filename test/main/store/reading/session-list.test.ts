import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listSessions } from '../../../../main/store/reading/session-list.ts'
import { end, header, temporaryFolder, warning, writeSession } from '../made-up-session.ts'

test('the list says which sessions have ended, newest first', async () => {
  const folder = temporaryFolder()
  const older = writeSession(folder, [header, warning, end])
  const newer = writeSession(folder, [header, warning], '2026-11-23T10:00:01Z')
  writeFileSync(join(folder, 'notes.txt'), 'dear diary\n')
  const sessions = await listSessions(folder)
  expect(sessions.map((one) => [one.id, one.kind === 'session' ? (one.end?.reason ?? null) : one.why])).toEqual([
    [newer.id, null],
    [older.id, 'complete'],
  ])
})

test('a session whose header and whose last record are longer than usual is listed all the same', async () => {
  const folder = temporaryFolder()
  const long = 'x'.repeat(100_000)
  const experiment = { ...header.experiment, definition: { explanation: long } }
  writeSession(folder, [
    { ...header, experiment },
    { ...end, message: long },
  ])
  const [session] = await listSessions(folder)
  expect(session).toMatchObject({ header: { experiment } })
})

test('a folder that is not there holds no sessions', async () => {
  expect(await listSessions(join(temporaryFolder(), 'none'))).toEqual([])
})

test('each file of which no session can be told is an entry of its own, with the reason, and holds up none', async () => {
  const folder = temporaryFolder()
  const good = writeSession(folder, [header, end])
  const damaged = JSON.stringify(header).slice(0, 60)
  const files: Record<string, [(path: string) => unknown, RegExp]> = {
    zeros: [
      (path) => {
        writeFileSync(path, '')
        truncateSync(path, 100_000_000)
      },
      /its first line is no header: it does not begin with/,
    ],
    endless: [
      (path) => {
        writeFileSync(path, `{${' '.repeat(40_000_000)}`)
      },
      /its first line is no header/,
    ],
    empty: [
      (path) => {
        writeFileSync(path, '')
      },
      /is empty: its run has measured nothing yet/,
    ],
    header: [
      (path) => {
        writeFileSync(path, `${damaged}\n${JSON.stringify(end)}\n`)
      },
      /its first line is no header: it is no JSON/,
    ],
    newer: [
      (path) => {
        writeFileSync(path, JSON.stringify({ ...header, format: 2 }))
      },
      /update Lockstep/,
    ],
    folder: [
      (path) => {
        mkdirSync(path)
      },
      /is a folder, not a file: move it away/,
    ],
    pipe: [(path) => execFileSync('mkfifo', [path]), /is a pipe, not a file/],
    device: [
      (path) => {
        symlinkSync('/dev/zero', path)
      },
      /is a device, not a file/,
    ],
    nowhere: [
      (path) => {
        symlinkSync('/nowhere', path)
      },
      /ENOENT/,
    ],
  }
  for (const [name, [make]] of Object.entries(files)) make(join(folder, `${name}.lockstep`))
  const socket = createServer()
  await once(socket.listen(join(folder, 'socket.lockstep')), 'listening')
  const startedMs = performance.now()
  const listed = new Map((await listSessions(folder)).map((one) => [one.id, one]))
  expect(performance.now() - startedMs).toBeLessThan(5000)
  socket.close()
  for (const [name, [, why]] of Object.entries(files)) {
    expect(listed.get(name)).toMatchObject({ kind: 'unreadable', why: expect.stringMatching(why) as unknown })
  }
  expect(listed.get('socket')).toMatchObject({ why: expect.stringContaining('is a socket') as unknown })
  expect(listed.get(good.id)).toMatchObject({ kind: 'session', end })
})

test('a folder of sessions that is a file is an entry with the reason', async () => {
  const path = join(temporaryFolder(), 'sessions')
  writeFileSync(path, '')
  expect(await listSessions(path)).toMatchObject([
    { kind: 'unreadable', why: expect.stringContaining('ENOTDIR') as unknown },
  ])
})

test('all sessions are listed where few files may be open at once', async () => {
  const folder = temporaryFolder()
  for (let number = 0; number < 200; number++)
    writeFileSync(join(folder, `${number}.lockstep`), `${JSON.stringify(header)}\n`)
  const module = join(import.meta.dirname, '..', '..', '..', '..', 'main', 'store', 'reading', 'session-list.ts')
  const program = `import { listSessions } from ${JSON.stringify(module)}
const listed = await listSessions(${JSON.stringify(folder)})
console.log(listed.filter(({ kind }) => kind === 'session').length)`
  const child = spawn('sh', ['-c', 'ulimit -n 64; exec "$0" --input-type=module -e "$1"', process.execPath, program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  expect(said.toString()).toBe('200\n')
})
