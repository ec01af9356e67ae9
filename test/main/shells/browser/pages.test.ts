import { expect, test } from 'vitest'
import { cookieFrom, pathOf, startShell } from './browser-fixture.ts'
import { rawRequest } from './raw-request.ts'

test('the printed link sets a cookie that no script can read and leads to the window', async () => {
  const shell = await startShell()
  const entry = await rawRequest(shell.port, pathOf(shell.url))
  expect(entry.status).toBe(303)
  expect(entry.headers.location).toBe('/')
  const cookie = entry.headers['set-cookie']?.[0] ?? ''
  expect(cookie).toMatch(new RegExp(`^lockstep-${shell.port}=\\S+; HttpOnly; SameSite=Strict; Path=/$`))
  const window = await rawRequest(shell.port, '/', { Cookie: await cookieFrom(shell) })
  expect(window).toMatchObject({ status: 200, body: '<!doctype html><title>the window</title>' })
})

test('the printed link lets in any number of browsers', async () => {
  const shell = await startShell()
  for (const _browser of [1, 2, 3]) {
    expect((await rawRequest(shell.port, pathOf(shell.url))).status).toBe(303)
  }
})

test('a link issued to work once lets in one browser, which stays in', async () => {
  const shell = await startShell()
  const link = shell.issueLink({ once: true })
  const cookie = await cookieFrom(shell, link)
  expect((await rawRequest(shell.port, pathOf(link))).status).toBe(403)
  expect((await rawRequest(shell.port, '/', { Cookie: cookie })).status).toBe(200)
})

test('looking at the head of a one-time link does not spend it', async () => {
  const shell = await startShell()
  const link = shell.issueLink({ once: true })
  expect((await rawRequest(shell.port, pathOf(link), {}, 'HEAD')).status).toBe(403)
  expect((await rawRequest(shell.port, pathOf(link))).status).toBe(303)
})

test.each([
  ['nothing', '/', ''],
  ['a wrong token', '/?token=AAAA', ''],
  ['an empty token', '/?token=', ''],
  ['a wrong cookie', '/', 'lockstep-PORT=AAAA'],
  ['an empty cookie', '/', 'lockstep-PORT='],
])('a browser that brings %s is told to open the link that npm start printed', async (_what, path, cookie) => {
  const { port } = await startShell()
  const answer = await rawRequest(port, path, { Cookie: cookie.replace('PORT', String(port)) })
  expect(answer.status).toBe(403)
  expect(answer.body).toContain('Open the link that <code>npm start</code> printed')
  expect(answer.headers['set-cookie']).toBeUndefined()
  expect((await rawRequest(port, '/assets/index-1a2b.js')).status).toBe(403)
})

test("the cookie of one lab is worth nothing at another's port", async () => {
  const [one, other] = [await startShell(), await startShell()]
  const [, secret] = (await cookieFrom(one)).split('=')
  const cookie = `lockstep-${other.port}=${secret ?? ''}`
  expect((await rawRequest(other.port, '/', { Cookie: cookie })).status).toBe(403)
})

test('a browser that a page of another site led here is asked to come again, now with its cookie', async () => {
  const { port } = await startShell()
  const crossSite = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' }
  const first = await rawRequest(port, '/', crossSite)
  expect(first.status).toBe(403)
  expect(first.body).toContain('<meta http-equiv="refresh" content="0; url=/?again">')
  expect((await rawRequest(port, '/?again', crossSite)).body).not.toContain('http-equiv')
})

test.each(['evil.example', 'evil.example:PORT', '127.0.0.1:1', '127.0.0.1', 'localhost.evil.example:PORT'])(
  'a request to the host %s is refused even with the cookie, as its name may have been rebound to this machine',
  async (host) => {
    const shell = await startShell()
    const headers = { Cookie: await cookieFrom(shell), Host: host.replace('PORT', String(shell.port)) }
    const answer = await rawRequest(shell.port, '/', headers)
    expect(answer.status).toBe(403)
    expect(answer.body).toContain(`http://127.0.0.1:${shell.port}/`)
    expect((await rawRequest(shell.port, pathOf(shell.url), { Host: headers.Host })).status).toBe(403)
  },
)

test('localhost is as good a name as 127.0.0.1', async () => {
  const shell = await startShell()
  const headers = { Cookie: await cookieFrom(shell), Host: `localhost:${shell.port}` }
  expect((await rawRequest(shell.port, '/', headers)).status).toBe(200)
})

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is not allowed', async (method) => {
  const shell = await startShell()
  const answer = await rawRequest(shell.port, '/', { Cookie: await cookieFrom(shell) }, method)
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
  const answer = await rawRequest(shell.port, path, { Cookie: await cookieFrom(shell) })
  expect(answer.status).toBe(404)
  expect(answer.body).not.toContain('out of reach')
})

test('every answer forbids foreign content, and the page itself is not kept', async () => {
  const shell = await startShell()
  const cookie = await cookieFrom(shell)
  for (const path of ['/', '/assets/index-1a2b.js', '/none', pathOf(shell.url)]) {
    const { headers } = await rawRequest(shell.port, path, { Cookie: cookie })
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'")
    expect(headers['content-security-policy']).not.toContain('unsafe')
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    })
  }
  expect((await rawRequest(shell.port, '/', { Cookie: cookie })).headers['cache-control']).toBe('no-store')
  expect((await rawRequest(shell.port, '/index.html', { Cookie: cookie })).headers['cache-control']).toBe('no-store')
})

test('ranges that make no sense do not end the lab', async () => {
  const shell = await startShell()
  const headers = { Cookie: await cookieFrom(shell) }
  expect((await rawRequest(shell.port, '/', { ...headers, Range: 'bytes=5-2' })).status).toBe(200)
  expect((await rawRequest(shell.port, '/', headers)).status).toBe(200)
})
