import { expect, test } from 'vitest'
import { enterLab, hasToken, NeedsLink, type EnteringPage } from '../../../renderer/connection/entrance.ts'

/** A tab at a lab that knows one unused token and one secret. */
function tab(hash: string, stored: string | null = null) {
  let token: string | null = 'fresh'
  let secret = stored
  const addresses: string[] = []
  const page: EnteringPage = {
    location: { hash, pathname: '/', host: '127.0.0.1:8123', protocol: 'http:' },
    history: {
      replaceState: (_data, _unused, url) => {
        addresses.push(String(url))
      },
    },
    sessionStorage: {
      getItem: () => secret,
      setItem: (_key, value) => {
        secret = value
      },
    },
    fetch: (path, { headers, method } = {}) => {
      expect([path, method]).toEqual(['/enter', 'POST'])
      const presented = new Headers(headers).get('authorization')?.replace('Bearer ', '')
      const known = presented === token || presented === 'the-secret'
      if (presented === token) token = null
      return Promise.resolve(known ? new Response('the-secret') : new Response('no', { status: 403 }))
    },
  }
  return { page, addresses, secret: () => secret }
}

test('the token behind the # is redeemed for a secret of this tab, and leaves the address', async () => {
  const { page, addresses, secret } = tab('#token=fresh')
  expect(await enterLab(page)).toBe('the-secret')
  expect(secret()).toBe('the-secret')
  expect(addresses).toEqual(['/'])
})

test('a link that names a page leads to it, and to nothing else', async () => {
  const { page, addresses } = tab('#token=fresh&page=/session/cpu-bound')
  await enterLab(page)
  const elsewhere = tab('#token=fresh&page=https://elsewhere.example/')
  await enterLab(elsewhere.page)
  expect([...addresses, ...elsewhere.addresses]).toEqual(['/#/session/cpu-bound', '/'])
  expect(hasToken('#token=fresh&page=/claims')).toBe(true)
  expect(hasToken('#/file/token%3Dx')).toBe(false)
})

test('a tab that is reloaded shows its secret, also if its address has a link that was used', async () => {
  expect(await enterLab(tab('', 'the-secret').page)).toBe('the-secret')
  expect(await enterLab(tab('#token=used', 'the-secret').page)).toBe('the-secret')
})

test.each([
  ['nothing', '', null],
  ['a link that was used', '#token=used', null],
  ['the secret of a lab that has ended', '', 'another-secret'],
])('a tab with %s needs a link', async (_what, hash, stored) => {
  const { page, secret } = tab(hash, stored)
  await expect(enterLab(page)).rejects.toThrow(NeedsLink)
  expect(secret()).toBe(stored)
})

test('a lab that does not answer is no reason to ask for a link', async () => {
  const { page } = tab('', 'the-secret')
  const dead = { ...page, fetch: () => Promise.reject(new TypeError('Failed to fetch')) }
  await expect(enterLab(dead)).rejects.toThrow('The lab does not answer.')
})
