import { claimIds } from '../../experiments/core/names/claims.ts'
import { expect } from '@playwright/test'
import {
  goTo,
  navItem,
  expectAccessible,
  expectAccessibleInBothThemes,
  setTheme,
  test,
  themes,
} from './scene-window.ts'

test('runtimes: what is there, what is missing, and another one chosen or refused in place', async ({ page, show }) => {
  await show('empty')
  const bar = page.getByRole('contentinfo').getByRole('button', { name: /node 24/ })
  await expect(bar).toHaveText('node 24.21 · cpython 3.13, 3.13t · jython 2.7 · numpy · scipy')
  await bar.click()
  await expect(page.getByRole('heading', { name: 'Runtimes' })).toBeVisible()
  const cpython = page.getByRole('radiogroup', { name: 'CPython', exact: true })
  await expect(cpython.getByRole('radio', { name: /^Automatic/ })).toBeChecked()
  await cpython.getByRole('radio', { name: /3\.12\.1/ }).check()
  await expect(cpython.getByRole('radio', { name: /3\.12\.1 .*in use/ })).toBeChecked()
  await expect(page.getByRole('region', { name: 'Cannot be used' })).toContainText('No module named')

  const missing = page.getByRole('region', { name: 'Missing' })
  await expect(missing.getByText('sudo apt install pypy3')).toBeVisible()
  await missing.getByRole('button', { name: 'Use another command…' }).last().click()
  await page.keyboard.type('mono /opt/nowhere.exe')
  await page.keyboard.press('Enter')
  await expect(missing.getByRole('alert')).toHaveText('mono /opt/nowhere.exe is not there')
  await missing.getByRole('textbox').fill('mono /opt/ironpython/ipy.exe')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'IronPython' })).toContainText('in use')
})

test('claims: all of them with their verdicts, what decided each, and what measures the rest', async ({
  page,
  show,
}) => {
  await show('done')
  const claimsItem = navItem(page, 'Claims')
  await expect(claimsItem).toContainText(`21 of ${claimIds.length}`)
  await claimsItem.click()
  await expect(page.getByRole('main').getByText('19 true here')).toBeVisible()
  await expect(page.getByRole('heading', { level: 4 })).toHaveCount(claimIds.length)
  const lock = page.getByRole('region', { name: 'The lock' }).getByRole('listitem')
  await expect(lock.filter({ hasText: 'delays an I/O-bound one' })).toContainText('not measured yet')
  await lock.getByRole('button', { name: 'Open Convoy, which measures it' }).click()
  await expect(page.getByRole('button', { name: /^Preview/ })).toBeVisible()
  await claimsItem.click()
  const memory = page.getByRole('listitem').filter({ hasText: 'larger memory footprint' })
  await expect(memory).toContainText('undecided')
  // the numbers alone do not show what kept it open
  await expect(memory).toContainText('cpython: CPython: 1.32× (95% interval')
  await expect(memory).toContainText('with other interpreters')
  await page.getByRole('listitem').filter({ hasText: 'slower than starting a thread' }).getByRole('button').click()
  await expect(page.getByRole('heading', { name: 'CPU-bound work and the lock' })).toBeVisible()
})

for (const theme of themes) {
  test(`claims and runtimes, ${theme}: nothing is cut off, and axe finds no serious problem`, async ({
    page,
    show,
  }) => {
    await show('done')
    await setTheme(page, theme)
    for (const name of ['Claims', 'Runtimes']) {
      await navItem(page, name).click()
      await expect(page.getByRole('heading', { level: 2, name })).toBeVisible()
      for (const viewport of [
        { width: 1280, height: 800 },
        { width: 900, height: 600 },
      ]) {
        await page.setViewportSize(viewport)
        expect(await page.getByRole('main').evaluate((main) => main.scrollWidth - main.clientWidth)).toBe(0)
        await expect(navItem(page, name)).toBeInViewport()
      }
      await expectAccessible(page)
    }
  })
}

test('a report of a problem is shown, ready to be copied, in both themes', async ({ page, show }) => {
  await show('empty')
  await page.getByRole('contentinfo').getByRole('button', { name: 'Report a problem…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Report a problem' })
  await expect(dialog.getByRole('region', { name: 'The report' })).toContainText('the monitor stopped')
  await expect(dialog.getByRole('button', { name: 'Copy the report' })).toBeVisible()
  await expectAccessibleInBothThemes(page)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

test('from what will not run it is one step to how to get it', async ({ page, show }) => {
  await show('empty')
  await goTo(page, '#/experiment/cpu-bound')
  await page.getByRole('link', { name: 'How to get what is missing…' }).click()
  await expect(page.getByRole('heading', { name: 'Runtimes' })).toBeVisible()
})
