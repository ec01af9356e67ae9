import { once } from 'node:events'
import { expect, test } from 'vitest'
import { fakeLab, sample } from '../../../../testbed/fake-lab.ts'
import { openSocket, secretOf, startShell, tokenOf, type SocketOptions } from './browser-fixture.ts'

test('a window calls the lab and hears its answer', async () => {
  const shell = await startShell({ lab: fakeLab({ sessions: () => Promise.resolve([]) }) })
  const { socket, next } = await openSocket(shell, { secret: await secretOf(shell) })
  socket.send(JSON.stringify({ t: 'q', i: '7', m: 'sessions', a: [] }))
  expect(await next()).toEqual({ t: 's', i: '7', r: [] })
})

test('an answer of many megabytes arrives whole', async () => {
  const records = Array.from({ length: 60_000 }, (_, index) => ({ ...sample, atMs: index }))
  const part = { records, next: null, share: 1 }
  const shell = await startShell({ lab: fakeLab({ session: () => Promise.resolve(part) }) })
  const { socket, next } = await openSocket(shell, { secret: await secretOf(shell) })
  socket.send(JSON.stringify({ t: 'q', i: '7', m: 'session', a: ['session-1', null] }))
  expect(JSON.stringify(records).length).toBeGreaterThan(6_000_000)
  expect(await next()).toEqual({ t: 's', i: '7', r: part })
})

test('arguments that do not fit are refused, and the error names the argument', async () => {
  const shell = await startShell()
  const { socket, next } = await openSocket(shell, { secret: await secretOf(shell) })
  socket.send(JSON.stringify({ t: 'q', i: '7', m: 'open', a: [{ kind: 'file', path: 5 }, {}] }))
  expect(await next()).toMatchObject({ i: '7', e: { message: expect.stringMatching(/^open: argument 1, path: /) } })
})

test('every connected window gets the events, and one that has left no longer', async () => {
  const lab = fakeLab()
  const shell = await startShell({ lab })
  const secret = await secretOf(shell)
  const [one, other] = [await openSocket(shell, { secret }), await openSocket(shell, { secret })]
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
  ['with a wrong secret', { secret: 'AAAA' }, 403],
  ["from another site's page", { origin: 'http://evil.example' }, 403],
  ['from a page at another port of this machine', { origin: 'http://127.0.0.1:1' }, 403],
  ['from a page without an origin', { origin: 'null' }, 403],
  ['without an Origin', { origin: null }, 403],
  ['by a name that was rebound to this machine', { host: 'evil.example' }, 403],
  ['at another path', { path: '/other' }, 404],
]

test.each(refused)('a WebSocket %s is refused', async (_what, options, status) => {
  const lab = fakeLab()
  const shell = await startShell({ lab })
  await expect(openSocket(shell, { secret: await secretOf(shell), ...options })).rejects.toThrow(String(status))
  expect(lab.windows()).toBe(0)
})

test('a WebSocket without the secret is refused, also if it brings it, or a token, as a cookie or in its address', async () => {
  const lab = fakeLab()
  const shell = await startShell({ lab })
  const secret = await secretOf(shell)
  const token = tokenOf(shell.issueLink())
  const attempts: readonly (readonly [SocketOptions, number])[] = [
    [{}, 403],
    [{ headers: { Cookie: `lockstep-${shell.port}=${secret}; lockstep-secret=${secret}` } }, 403],
    [{ headers: { Authorization: `Bearer ${secret}` } }, 403],
    [{ path: `/lab?token=${token}` }, 404],
    // a token has to be redeemed first
    [{ secret: token }, 403],
  ]
  for (const [options, status] of attempts) await expect(openSocket(shell, options)).rejects.toThrow(String(status))
  expect(lab.windows()).toBe(0)
})

test('the secret is not echoed among the headers of the answer', async () => {
  const shell = await startShell()
  const { socket } = await openSocket(shell, { secret: await secretOf(shell) })
  expect(socket.protocol).toBe('lockstep')
})

test('a message beyond 4 MiB ends that socket and nothing else', async () => {
  const lab = fakeLab({ sessions: () => Promise.resolve([]) })
  const shell = await startShell({ lab })
  const secret = await secretOf(shell)
  const [one, other] = [await openSocket(shell, { secret }), await openSocket(shell, { secret })]
  one.socket.send('x'.repeat(4 * 1024 * 1024 + 1))
  const [code] = (await once(one.socket, 'close')) as [number]
  expect(code).toBe(1009)
  other.socket.send(JSON.stringify({ t: 'q', i: '7', m: 'sessions', a: [] }))
  expect(await other.next()).toMatchObject({ r: [] })
})

test('a window that no longer answers pings is let go, one that does stays', async () => {
  const lab = fakeLab()
  const shell = await startShell({ lab, heartbeatMs: 200 })
  const secret = await secretOf(shell)
  const alive = await openSocket(shell, { secret })
  const dead = await openSocket(shell, { secret, autoPong: false })
  await once(dead.socket, 'close')
  await expect.poll(lab.windows).toBe(1)
  expect(alive.socket.readyState).toBe(alive.socket.OPEN)
})

test('closing the shell ends its windows', async () => {
  const lab = fakeLab()
  const shell = await startShell({ lab })
  const { socket } = await openSocket(shell, { secret: await secretOf(shell) })
  const closed = once(socket, 'close')
  await shell.close()
  await closed
  await expect.poll(lab.windows).toBe(0)
})
