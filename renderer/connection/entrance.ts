import { entrancePath } from '../../preload/contract.ts'

/** What the entrance needs of the browser's window. */
export interface EnteringPage {
  readonly location: Pick<Location, 'hash' | 'pathname' | 'host' | 'protocol'>
  readonly history: Pick<History, 'replaceState'>
  /** It belongs to this tab and this origin alone; a cookie would be sent to every port of the machine. */
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem'>
  readonly fetch: typeof fetch
}

/** The lab does not know this tab, which has to come by a link. */
export class NeedsLink extends Error {
  override readonly name = 'NeedsLink'
}

const key = 'lockstep-secret'

/**
 * Redeems the token of the link that opened the page, or shows the secret that this tab redeemed one for before.
 * @returns the secret that opens the lab's socket
 * @throws NeedsLink if the tab has neither, Error if the lab does not answer
 */
export async function enterLab(page: EnteringPage): Promise<string> {
  const { location, history, sessionStorage } = page
  const link = new URLSearchParams(location.hash.slice(1))
  const token = link.get('token')
  // it is worth nothing after its first use, and should not look as if it were
  if (token !== null) history.replaceState(null, '', location.pathname + pageOf(link))
  for (const presented of [token, sessionStorage.getItem(key)]) {
    const secret = presented === null ? null : await redeem(page, presented)
    if (secret === null) continue
    sessionStorage.setItem(key, secret)
    return secret
  }
  throw new NeedsLink('This needs the link.')
}

/** Whether the fragment of a URL is a link into the lab, and not only a page of it. */
export function hasToken(fragment: string): boolean {
  return new URLSearchParams(fragment.slice(1)).has('token')
}

/** The page that a link leads to, #token=…&page=/session/NAME. */
function pageOf(link: URLSearchParams): string {
  const page = link.get('page')
  return page?.startsWith('/') === true ? `#${page}` : ''
}

async function redeem(page: EnteringPage, presented: string): Promise<string | null> {
  const headers = { Authorization: `Bearer ${presented}` }
  const answer = await page.fetch(entrancePath, { method: 'POST', headers }).catch(() => {
    throw new Error('The lab does not answer.')
  })
  return answer.ok ? await answer.text() : null
}
