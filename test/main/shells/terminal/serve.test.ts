import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { rawRequest } from '../browser/raw-request.ts'
import { startLockstep, temporaryFolder } from './lockstep.ts'

/** The links in a text, as the token and the port of each. */
function linksIn(text: string): readonly { readonly port: number; readonly token: string }[] {
  return [...text.matchAll(/http:\/\/127\.0\.0\.1:(\d+)\/#token=([\w-]+)/g)].map(([, port, token = '']) => ({
    port: Number(port),
    token,
  }))
}

async function redeem({ port, token }: { readonly port: number; readonly token: string }): Promise<number> {
  const headers = { Authorization: `Bearer ${token}`, Origin: `http://127.0.0.1:${port}` }
  return (await rawRequest(port, '/enter', headers, 'POST')).status
}

// A browser of the test's own is started by Linux's variable BROWSER; other systems have no such way.
const onLinux = test.skipIf(process.platform !== 'linux')

onLinux(
  'the browser gets its link in a file for this user alone, which is gone once it was used, and no program has it in its arguments',
  async () => {
    const folder = temporaryFolder()
    const [browser, called, copy] = ['browser', 'arguments', 'page'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ]
    writeFileSync(
      browser,
      `#!/bin/sh\ncp "$1" ${copy}\ncat /proc/*/cmdline | tr '\\0' ' ' > ${called}.part\nmv ${called}.part ${called}\n`,
    )
    chmodSync(browser, 0o755)
    const desktop = { DISPLAY: undefined, WAYLAND_DISPLAY: undefined, XDG_CURRENT_DESKTOP: undefined }
    const lab = startLockstep(['serve'], { env: { ...desktop, BROWSER: browser } })
    onTestFinished(() => {
      lab.process.kill('SIGKILL')
    })
    await expect.poll(() => existsSync(called), { timeout: 30_000 }).toBe(true)
    const [given] = linksIn(readFileSync(copy, 'utf8'))
    if (given === undefined) throw new Error('the page has no link')
    expect(readFileSync(called, 'utf8')).toContain(join(lab.home, `open-${given.port}.html`))
    expect(readFileSync(called, 'utf8')).not.toContain(given.token)
    expect(statSync(join(lab.home, `open-${given.port}.html`)).mode & 0o777).toBe(0o600)

    expect(await redeem(given)).toBe(200)
    expect(existsSync(join(lab.home, `open-${given.port}.html`))).toBe(false)
    expect(await redeem(given)).toBe(403)
    lab.process.kill('SIGINT')
    expect((await lab.ended).code).toBe(0)
  },
)

test('the printed link works once, and the next one is printed when it was used', async () => {
  const lab = startLockstep(['serve', '--no-open'])
  onTestFinished(() => {
    lab.process.kill('SIGKILL')
  })
  await expect.poll(() => linksIn(lab.stdout()).length, { timeout: 30_000 }).toBe(1)
  for (const used of [1, 2]) {
    const newest = linksIn(lab.stdout()).at(-1)
    if (newest === undefined) throw new Error('there is no link')
    expect(await redeem(newest)).toBe(200)
    expect(await redeem(newest)).toBe(403)
    await expect.poll(() => linksIn(lab.stdout()).length).toBe(used + 1)
  }
  expect(readdirSync(lab.home).filter((name) => name.startsWith('open-'))).toEqual([])
  lab.process.kill('SIGINT')
  await lab.ended
})

onLinux('a lab that ends before its browser came leaves no file behind', async () => {
  const lab = startLockstep(['serve'], { env: { BROWSER: 'true', DISPLAY: undefined, WAYLAND_DISPLAY: undefined } })
  onTestFinished(() => {
    lab.process.kill('SIGKILL')
  })
  const files = () => readdirSync(lab.home).filter((name) => name.startsWith('open-'))
  await expect.poll(files, { timeout: 30_000 }).toHaveLength(1)
  lab.process.kill('SIGTERM')
  await lab.ended
  expect(files()).toEqual([])
})
