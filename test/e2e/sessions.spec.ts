import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test as base, type Page } from '@playwright/test'
import { startBrowserLab, type BrowserLab } from '../../testbed/browser-lab.ts'
import { expectAccessible } from './scene-window.ts'

function golden(name: string): string {
  const file = join(import.meta.dirname, '..', 'golden', 'sessions', `${name}.lockstep.gz`)
  return gunzipSync(readFileSync(file)).toString()
}

const test = base.extend<{ lab: BrowserLab }>({
  lab: async ({ browserName: _ }, use) => {
    const home = mkdtempSync(join(tmpdir(), 'lockstep-e2e-'))
    const folder = join(home, 'sessions')
    mkdirSync(folder, { mode: 0o700 })
    writeFileSync(join(folder, '2026-11-29T100000-cpu-bound.lockstep'), golden('cpu-bound'))
    writeFileSync(join(folder, '2026-11-30T100000-cpu-bound.lockstep'), golden('cpu-bound-old'))
    const lab = await startBrowserLab({ home })
    await use(lab)
    await lab.close()
    rmSync(home, { recursive: true, force: true })
  },
})

async function openSessions(page: Page, lab: BrowserLab): Promise<void> {
  await page.goto(lab.url)
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /^Sessions/ })
    .click()
  await expect(page.getByRole('heading', { name: 'Sessions' })).toBeVisible()
}

test('a session is renamed, noted, found, deleted and brought back', async ({ page, lab }) => {
  await openSessions(page, lab)
  const rows = page.getByRole('checkbox')
  await expect(rows).toHaveCount(2)
  await page.getByRole('checkbox', { name: 'Choose CPU-bound work', exact: true }).check()
  await page.getByRole('button', { name: 'Rename' }).click()
  await page.keyboard.type('Everything closed')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: 'Everything closed' })).toBeVisible()
  await page.getByRole('button', { name: 'Note on Everything closed' }).click()
  await page.keyboard.type('before lunch')
  await page.keyboard.press('Enter')
  await page.getByRole('searchbox', { name: 'Find a session' }).fill('lunch')
  await expect(rows).toHaveCount(1)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Delete' }).click()
  await expect(rows).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name: 'Note on Everything closed' })).toHaveText('before lunch')
})

test("somebody's session is opened from a file, is marked with its machine, and a broken one is refused", async ({
  page,
  lab,
}) => {
  await openSessions(page, lab)
  const sent = golden('race-old').replace(/"hostname":"[^"]*"/, '"hostname":"lab-7"')
  const upload = async (name: string, content: string): Promise<void> => {
    await page.getByRole('button', { name: 'Open a session file…' }).click()
    await page
      .getByLabel('Upload an experiment or a session')
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) })
  }
  await upload('broken.lockstep', '{"record":"trial"}\n')
  await expect(page.getByRole('alert')).toContainText('broken.lockstep is damaged, or no session')
  await upload('sent.lockstep', sent)
  await expect(page.getByText(/^Measured on another machine: lab-7, \d+ cores? · read only$/)).toBeVisible()
  await openSessions(page, lab)
  await expect(page.getByRole('row', { name: /lab-7/ })).toBeVisible()
  await expect(page.getByRole('rowgroup').filter({ hasText: 'From elsewhere, read only' })).toBeVisible()
})

test('two sessions are compared: what changed, what was different, and at an address of its own', async ({
  page,
  lab,
}) => {
  await openSessions(page, lab)
  for (const box of await page.getByRole('checkbox').all()) await box.check()
  await page.getByRole('button', { name: 'Compare' }).click()
  await expect(page.getByRole('table', { name: 'Speedup with 2 workers' })).toContainText('CPython processes')
  await expect(page.getByRole('region', { name: 'What differs' })).toContainText('Kind')
  await expect(page).toHaveTitle(/^Compare sessions/)
  await expectAccessible(page)
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Sessions' })).toBeVisible()
})
