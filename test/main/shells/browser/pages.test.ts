import { expect, test } from 'vitest'
import { enter, secretOf, startShell, tokenOf } from './browser-fixture.ts'
import { rawRequest } from './raw-request.ts'

test('a link keeps its token behind the #, where it is sent to no server, and the page itself is no secret', async () => {
  const shell = await startShell()
  const link = new URL(shell.issueLink())
  expect([link.pathname, link.search]).toEqual(['/', ''])
  const window = await rawRequest(shell.port, '/')
  expect(window).toMatchObject({ status: 200, body: '<!doctype html><title>the window</title>' })
  expect(window.headers['set-cookie']).toBeUndefined()
})

test('a link lets one tab in, which stays in, and says that it was used', async () => {
  const shell = await startShell()
  let used = 0
  const token = tokenOf(shell.issueLink(() => used++))
  expect(used).toBe(0)
  const { status, body: secret, headers } = await enter(shell, token)
  expect([status, used]).toEqual([200, 1])
  expect(headers['cache-control']).toBe('no-store')
  expect(headers['set-cookie']).toBeUndefined()
  expect((await enter(shell, token)).status).toBe(403)
  expect(await enter(shell, secret)).toMatchObject({ status: 200, body: secret })
  expect(used).toBe(1)
})

test('each link lets in, also after another was used', async () => {
  const shell = await startShell()
  const [one, other] = [tokenOf(shell.issueLink()), tokenOf(shell.issueLink())]
  expect((await enter(shell, other)).status).toBe(200)
  expect((await enter(shell, one)).status).toBe(200)
})

test.each([
  ['nothing', {}],
  ['a wrong token', { Authorization: 'Bearer AAAA' }],
  ['an empty token', { Authorization: 'Bearer ' }],
  ['a cookie', { Cookie: 'lockstep-PORT=SECRET' }],
])('a browser that brings %s is not let in, and spends no link', async (_what, sent) => {
  const shell = await startShell()
  const token = tokenOf(shell.issueLink())
  const secret = await secretOf(shell)
  const text = JSON.stringify(sent).replace('PORT', String(shell.port)).replace('SECRET', secret)
  const headers = JSON.parse(text) as Record<string, string>
  const origin = `http://127.0.0.1:${shell.port}`
  expect((await rawRequest(shell.port, '/enter', { ...headers, Origin: origin }, 'POST')).status).toBe(403)
  expect((await enter(shell, token)).status).toBe(200)
})

test.each([
  ["from another site's page", 'http://evil.example'],
  ['from a page at another port of this machine', 'http://127.0.0.1:1'],
  ['from a page without an origin', 'null'],
  ['without an Origin', undefined],
])('a token that comes %s is refused and not spent', async (_what, origin) => {
  const shell = await startShell()
  const token = tokenOf(shell.issueLink())
  const headers = { Authorization: `Bearer ${token}`, ...(origin === undefined ? {} : { Origin: origin }) }
  const answer = await rawRequest(shell.port, '/enter', headers, 'POST')
  expect(answer.status).toBe(403)
  expect((await enter(shell, token)).status).toBe(200)
})

test('looking at the entrance without posting spends no link', async () => {
  const shell = await startShell()
  const token = tokenOf(shell.issueLink())
  const headers = { Authorization: `Bearer ${token}`, Origin: `http://127.0.0.1:${shell.port}` }
  for (const method of ['GET', 'HEAD'])
    expect((await rawRequest(shell.port, '/enter', headers, method)).status).toBe(404)
  expect((await enter(shell, token)).status).toBe(200)
})

test("the secret of one lab is worth nothing at another's port", async () => {
  const [one, other] = [await startShell(), await startShell()]
  expect((await enter(other, await secretOf(one))).status).toBe(403)
})

test.each(['evil.example', 'evil.example:PORT', '127.0.0.1:1', '127.0.0.1', 'localhost.evil.example:PORT'])(
  'a request to the host %s is refused even with a token, as its name may have been rebound to this machine',
  async (host) => {
    const shell = await startShell()
    const name = host.replace('PORT', String(shell.port))
    const answer = await rawRequest(shell.port, '/', { Host: name })
    expect(answer.status).toBe(403)
    expect(answer.body).toContain(`http://127.0.0.1:${shell.port}/`)
    const token = tokenOf(shell.issueLink())
    const headers = { Host: name, Origin: `http://${name}`, Authorization: `Bearer ${token}` }
    expect((await rawRequest(shell.port, '/enter', headers, 'POST')).status).toBe(403)
    expect((await enter(shell, token)).status).toBe(200)
  },
)

test('localhost is as good a name as 127.0.0.1', async () => {
  const shell = await startShell()
  const host = `localhost:${shell.port}`
  expect((await rawRequest(shell.port, '/', { Host: host })).status).toBe(200)
  const headers = { Host: host, Origin: `http://${host}`, Authorization: `Bearer ${tokenOf(shell.issueLink())}` }
  expect((await rawRequest(shell.port, '/enter', headers, 'POST')).status).toBe(200)
})

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is not allowed', async (method) => {
  const shell = await startShell()
  const answer = await rawRequest(shell.port, '/', {}, method)
  expect(answer.status).toBe(405)
  expect(answer.headers.allow).toBe('GET, HEAD')
})

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/assets/../../secret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/..%5csecret.txt',
  '/%00',
  '/%E0%A4%A',
  '//secret.txt',
])('nothing outside of the window folder is served: %s', async (path) => {
  const shell = await startShell()
  const answer = await rawRequest(shell.port, path)
  expect(answer.status).toBe(404)
  expect(answer.body).not.toContain('out of reach')
})

test('every answer forbids foreign content, and the page itself is not kept', async () => {
  const shell = await startShell()
  for (const path of ['/', '/assets/index-1a2b.js', '/none', '/enter']) {
    const { headers } = await rawRequest(shell.port, path)
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'")
    expect(headers['content-security-policy']).not.toContain('unsafe')
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    })
  }
  expect((await rawRequest(shell.port, '/')).headers['cache-control']).toBe('no-store')
  expect((await rawRequest(shell.port, '/index.html')).headers['cache-control']).toBe('no-store')
})

test('ranges that make no sense do not end the lab', async () => {
  const shell = await startShell()
  expect((await rawRequest(shell.port, '/', { Range: 'bytes=5-2' })).status).toBe(200)
  expect((await rawRequest(shell.port, '/')).status).toBe(200)
})
