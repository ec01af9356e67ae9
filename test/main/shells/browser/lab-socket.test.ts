import { once } from 'node:events'
import { expect, test } from 'vitest'
import { fakeLab, sample } from '../../../../testbed/fake-lab.ts'
import { cookieFrom, openSocket, startShell, type SocketOptions } from './browser-fixture.ts'

test('a window calls the lab and hears its answer', async () => {
  const shell = await startShell({ lab: fakeLab({ sessions: () => Promise.resolve([]) }) })
  const { socket, next } = await openSocket(shell, { cookie: await cookieFrom(shell) })
  socket.send(JSON.stringify({ t: 'q', i: '7', m: 'sessions', a: [] }))
  expect(await next()).toEqual({ t: 's', i: '7', r: [] })
})

test('an answer of many megabytes arrives whole', async () => {
  const records = Array.from({ length: 60_000 }, (_, index) => ({ ...sample, atMs: index }))
  const part = { records, next: null, share: 1 }
  const shell = await startShell({ lab: fakeLab({ session: () => Promise.resolve(part) }) })
  const { socket, next } = await openSocket(shell, { cookie: await cookieFrom(shell) })
  socket.send(JSON.stringify({ t: 'q', i: '7', m: 'session', a: ['session-1', null] }))
  expect(JSON.stringify(records).length).toBeGreaterThan(6_000_000)
  expect(await next()).toEqual({ t: 's', i: '7', r: part })
})

test('arguments that do not fit are refused, and the error names the argument', async () => {
  const shell = await startShell()
  const { socket, next } = await openSocket(shell, { cookie: await cookieFrom(shell) })
  socket.send(JSON.stringify({ t: 'q', i: '7', m: 'open', a: [{ kind: 'file', path: 5 }, {}] }))
  expect(await next()).toMatchObject({ i: '7', e: { message: expect.stringMatching(/^open: argument 1, path: /) } })
})

test('every connected window gets the events, and one that has left no longer', async () => {
  const lab = fakeLab()
  const shell = await startShell({ lab })
  const cookie = await cookieFrom(shell)
  const [one, other] = [await openSocket(shell, { cookie }), await openSocket(shell, { cookie })]
  lab.events.sample(sample)
  expect(await one.next()).toEqual({ t: 'q', m: 'sample', a: [sample] })
  expect(await other.next()).toEqual({ t: 'q', m: 'sample', a: [sample] })
  expect(lab.windows()).toBe(2)
  one.socket.close()
  await expect.poll(lab.windows).toBe(1)
  lab.events.records('session-1', [sample])
  expect(await other.next()).toEqual({ t: 'q', m: 'records', a: ['session-1', [sample]] })
})

const refused: readonly (readonly [string, SocketOptions, number])[] = [
  ['without the cookie', { cookie: '' }, 403],
  ['with a wrong cookie', { cookie: 'lockstep-PORT=AAAA' }, 403],
  ["from another site's page", { origin: 'http://evil.example' }, 403],
  ['from a page at another port of this machine', { origin: 'http://127.0.0.1:1' }, 403],
  ['from a page without an origin', { origin: 'null' }, 403],
  ['without an Origin', { origin: null }, 403],
  ['by a name that was rebound to this machine', { host: 'evil.example' }, 403],
  ['at another path', { path: '/other' }, 404],
]

test.each(refused)('a WebSocket %s is refused', async (_what, { cookie, ...options }, status) => {
  const lab = fakeLab()
  const shell = await startShell({ lab })
  const sent = cookie?.replace('PORT', String(shell.port)) ?? (await cookieFrom(shell))
  await expect(openSocket(shell, { ...options, cookie: sent })).rejects.toThrow(String(status))
  expect(lab.windows()).toBe(0)
})

test('a message beyond 4 MiB ends that socket and nothing else', async () => {
  const lab = fakeLab({ sessions: () => Promise.resolve([]) })
  const shell = await startShell({ lab })
  const cookie = await cookieFrom(shell)
  const [one, other] = [await openSocket(shell, { cookie }), await openSocket(shell, { cookie })]
  one.socket.send('x'.repeat(4 * 1024 * 1024 + 1))
  const [code] = (await once(one.socket, 'close')) as [number]
  expect(code).toBe(1009)
  other.socket.send(JSON.stringify({ t: 'q', i: '7', m: 'sessions', a: [] }))
  expect(await other.next()).toMatchObject({ r: [] })
})

test('a window that no longer answers pings is let go, one that does stays', async () => {
  const lab = fakeLab()
  const shell = await startShell({ lab, heartbeatMs: 200 })
  const cookie = await cookieFrom(shell)
  const alive = await openSocket(shell, { cookie })
  const dead = await openSocket(shell, { cookie, autoPong: false })
  await once(dead.socket, 'close')
  await expect.poll(lab.windows).toBe(1)
  expect(alive.socket.readyState).toBe(alive.socket.OPEN)
})

test('closing the shell ends its windows', async () => {
  const lab = fakeLab()
  const shell = await startShell({ lab })
  const { socket } = await openSocket(shell, { cookie: await cookieFrom(shell) })
  const closed = once(socket, 'close')
  await shell.close()
  await closed
  await expect.poll(lab.windows).toBe(0)
})
