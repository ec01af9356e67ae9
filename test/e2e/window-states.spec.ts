import { expect } from '@playwright/test'
import { sceneNames } from '../../testbed/scenes/scenes.ts'
import {
  navItem,
  openSession,
  expectAccessible,
  expectAccessibleInBothThemes,
  setTheme,
  test,
  themes,
} from './scene-window.ts'

for (const scene of sceneNames) {
  test(`${scene}, light and dark: nothing is cut off, and axe finds no serious problem`, async ({ page, show }) => {
    await show(scene)
    if (scene !== 'empty') await openSession(page)
    for (const theme of themes) {
      await setTheme(page, theme)
      for (const viewport of [
        { width: 1280, height: 800 },
        { width: 900, height: 600 },
      ]) {
        await page.setViewportSize(viewport)
        const main = page.getByRole('main')
        const hidden = (way: 'Width' | 'Height') =>
          main.evaluate((element, side) => element[`scroll${side}`] - element[`client${side}`], way)
        // a canvas follows a new size some frames later
        await expect.poll(() => hidden('Width')).toBe(0)
        // curves and facts together need more height than one of them
        if (viewport.width === 1280 && scene !== 'mixed') await expect.poll(() => hidden('Height')).toBe(0)
      }
      await expectAccessible(page)
    }
  })
}

test('while it runs: progress with its unit, evidence without verdicts, every core, every process', async ({
  page,
  show,
}) => {
  await show('running')
  await expect(page.getByText('57 of 110 to 132 trials · 1 min 10 s to 2 min left')).toBeVisible()
  await expect(page.getByText('verdicts when the run is done')).toBeVisible()
  await expect(page.getByText('true here')).toHaveCount(0)
  await expect(page.getByText('core 7')).toBeVisible()
  const trials = page.getByRole('region', { name: 'Trials' }).getByRole('listitem')
  await expect(trials.filter({ hasText: /4 Node threads under our lock.*round 3/ })).toHaveCount(1)
  await expect(page.getByRole('img', { name: /Node processes/ })).toBeVisible()
})

test('when it is done: the verdicts, why, and the table of all numbers', async ({ page, show }) => {
  await show('done')
  await openSession(page)
  const claims = page.getByRole('region', { name: 'Claims' })
  await expect(claims.getByText('true here').first()).toBeVisible()
  await claims.getByText('why').first().click()
  await expect(claims.getByText(/intervals are wider/).first()).toBeVisible()
  await page.getByRole('button', { name: 'Table' }).click()
  const row = page.getByRole('table', { name: 'Results' }).getByRole('row', { name: /Node threads, workers: 8/ })
  await expect(row).toContainText(/7\.\d+×/)
})

test('when it is done: where the workers’ time goes, in a bar and in words for each condition; not while it runs', async ({
  page,
  show,
}) => {
  await show('running')
  await expect(page.getByRole('button', { name: 'Time', exact: true })).toBeDisabled()
  await show('done')
  await openSession(page)
  await page.getByRole('button', { name: 'Time', exact: true }).click()
  const times = page.getByRole('region', { name: /Where the time goes/ })
  await expect(times).toContainText(
    /2 workers are no faster than 1; at 2 workers \d+% \(\d+–\d+%\) of the workers’ time is waiting for the interpreter lock/i,
  )
  await expect(times.getByRole('listitem').filter({ hasText: /8 workers: computing \d+%/ })).toHaveCount(5)
  await expectAccessibleInBothThemes(page)
})

test('when it is done: what the scaling laws say of each curve, with intervals; not while it runs', async ({
  page,
  show,
}) => {
  await show('running')
  await expect(page.getByRole('button', { name: 'Laws' })).toBeDisabled()
  await show('done')
  await openSession(page)
  await page.getByRole('button', { name: 'Laws' }).click()
  const laws = page.getByRole('region', { name: /Scaling laws/ })
  await expect(laws.getByRole('heading', { name: 'CPython processes' })).toBeVisible()
  await expect(laws).toContainText(/serial fraction 7\.\d% \(\d\.\d–\d\.\d%\): limit 1\d\.\d×/)
  await expect(laws).toContainText(/a peak is told from 4 worker counts above 1 on|no maximum up to \d+ workers/)
  await expectAccessibleInBothThemes(page)
})

test('when it is done: two curves that are chosen are compared round by round; not while it runs', async ({
  page,
  show,
}) => {
  await show('running')
  await expect(page.getByRole('button', { name: 'Compare' })).toBeDisabled()
  await show('done')
  await openSession(page)
  await page.getByRole('button', { name: 'Compare' }).click()
  const card = page.getByRole('region', { name: 'Speedup' })
  await card.getByRole('combobox', { name: 'Compare this series' }).selectOption('CPython processes')
  await card.getByRole('combobox', { name: 'with this one' }).selectOption('CPython threads')
  const line = card.getByRole('listitem').filter({ hasText: /^2 workers: 1\.\d\d times as fast/ })
  await expect(line).toContainText(/95% interval .*; \d+ rounds would have shown a difference of \d/)
  await card.getByRole('combobox', { name: 'with this one' }).selectOption('Node processes')
  await expect(card).toContainText('so their speedups are compared')
  await expectAccessibleInBothThemes(page)
})

test('the lock: when each worker ran, of the condition that is chosen, also while it runs', async ({ page, show }) => {
  await show('running')
  const lock = page.getByRole('region', { name: 'Lock' })
  await expect(lock.getByRole('img', { name: /each worker of 4 CPython threads ran/ })).toBeVisible()
  await expect(lock).toContainText(/one holder at a time median hold 5\.\d+ ms and 5\.\d+ ms overlap 0%/)
  await lock.getByRole('combobox', { name: 'Whose timeline' }).selectOption('2 Node threads')
  await expect(lock.getByRole('img', { name: /each worker of 2 Node threads ran/ })).toBeVisible()
  await expect(lock).toContainText(/both run at once overlap 9\d%/)
})

test('a lock timeline can be exported where there is one, and where there is none there is no card', async ({
  page,
  show,
}) => {
  await show('done')
  await openSession(page)
  await page.getByRole('button', { name: 'Export the lock timeline' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export “Lock timeline”' })
  await expect(dialog.getByRole('img', { name: 'Preview of the picture' })).toBeVisible()
  await dialog.getByRole('radio', { name: /A column in a paper/ }).check()
  await expect(dialog).toContainText('84 × ')
  await expectAccessibleInBothThemes(page)
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Save…' }).click()
  expect((await download).suggestedFilename()).toBe('lock.pdf')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await show('facts-done')
  await openSession(page)
  await expect(page.getByRole('region', { name: 'Trials' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Lock' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Export…' }).click()
  await expect(page.getByRole('radio', { name: 'Session file' })).toBeVisible()
  await expect(page.getByRole('radio', { name: 'Lock timeline' })).toHaveCount(0)
})

test('a report of a session is two clicks away, by keyboard as well, in each of its formats', async ({
  page,
  show,
}) => {
  await show('done')
  await openSession(page)
  await page.getByRole('button', { name: 'Report…' }).press('Enter')
  await expect(page.getByRole('menuitem')).toHaveText([/PDF/, /Word/, /Web page/, /Markdown with figures/])
  await expectAccessibleInBothThemes(page)
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: /Word/ }).click()
  expect((await download).suggestedFilename()).toBe('report.docx')
  await show('running')
  await expect(page.getByRole('button', { name: 'Report…' })).toHaveCount(0)
})

test('a session of probes shows its facts in place of an empty chart, also while it runs', async ({ page, show }) => {
  await show('facts-starting')
  await expect(page.getByText('The first facts appear when the first trials are done.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Speedup' })).toHaveCount(0)
  await show('facts-running')
  await expect(page.getByRole('row', { name: /^Private memory/ })).toBeVisible()
  await show('facts-done')
  await openSession(page)
  const facts = page.getByRole('table', { name: 'Facts' })
  const seen = facts.getByRole('row', { name: /CPython processes 1, 2, 4 .*no same in all 5 rounds/ })
  await expect(seen.first()).toBeVisible()
  await expect(facts.getByRole('row', { name: /Node processes 4 .*MiB/ })).toHaveCount(1)
  await show('mixed')
  await openSession(page)
  await expect(page.getByRole('img', { name: /Speedup/ })).toBeVisible()
  await expect(page.getByRole('table', { name: 'Facts' })).toContainText('Node threads, isolation')
})

test('a finished session is answered in a sentence on top, with the number in the colour of its curve', async ({
  page,
  show,
}) => {
  await show('done')
  await openSession(page)
  const answer = page.getByRole('group', { name: 'Answer' })
  await expect(answer).toContainText('Eight CPython threads are no faster than one: 0.97×')
  await expect(answer).toContainText('each of them has a lock of its own')
  const sizes = await page.getByRole('main').evaluate((main) => {
    const size = (element: Element): number => parseFloat(getComputedStyle(element).fontSize)
    return [...main.querySelectorAll('h2, h3, p')].map(size)
  })
  expect(Math.max(...sizes)).toBe(28)
  await show('running')
  await expect(answer).toHaveCount(0)
})

test('failed trials are named with their cause, and results that disagree stand in red', async ({ page, show }) => {
  await show('failed')
  await openSession(page)
  await expect(page.getByText('Done, but 3 trials failed')).toBeVisible()
  await expect(page.getByText('8 Node processes crashed')).toBeVisible()
  await show('disagreeing')
  await openSession(page)
  await expect(page.getByRole('alert')).toContainText('9b02c1d7')
})

test('a refused file shows every problem, and code of one’s own is shown before it runs', async ({ page, show }) => {
  await show('empty')
  await navItem(page, 'broken.yaml').click()
  await expect(page.getByText('/home/me/lab/broken.yaml:7:24:')).toBeVisible()
  await expectAccessibleInBothThemes(page)
  await navItem(page, 'collatz.yaml').click()
  await expect(page.getByRole('heading', { name: 'Collatz' })).toBeVisible()
  await page.keyboard.press('Control+Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('alert')).toHaveText(
    '/home/me/lab/collatz.mjs has changed since you agreed to run this.',
  )
  const files = dialog.getByRole('region', { name: 'The code that runs' })
  await expect(files.getByRole('heading')).toHaveText(['/home/me/lab/collatz.mjs changed', '/home/me/lab/collatz.yaml'])
  await expect(files).toContainText('for (let n = start + task; n !== 1; n = next(n)) steps++')
  // what it asks, and what it can be answered, stay in sight
  await page.setViewportSize({ width: 900, height: 600 })
  for (const name of ['Not now', 'Run this code'])
    await expect(dialog.getByRole('button', { name })).toBeInViewport({ ratio: 1 })
  await expectAccessibleInBothThemes(page)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await page.keyboard.press('Control+Enter')
  await dialog.getByLabel('Always trust exactly these files').check()
  await dialog.getByRole('button', { name: 'Run this code' }).click()
  await expect(dialog).toBeHidden()
})

test('Find looks into explanations, claims and commands, and Enter opens what is chosen', async ({ page, show }) => {
  await show('empty')
  await page.keyboard.press('Control+k')
  const found = page.getByRole('listbox', { name: 'Found' }).getByRole('option')
  await page.keyboard.type('claims')
  await expect(found.first()).toContainText('Claims')
  await page.getByRole('combobox').fill('GIL')
  const cpuBound = found.filter({ hasText: /CPU-bound work.*share one lock, the GIL/ })
  await expect(cpuBound).toBeVisible()
  await expectAccessibleInBothThemes(page)
  while ((await cpuBound.getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#\/experiment\/cpu-bound$/)
  await expect(page.getByText('110 to 132 trials in 5 to 6 rounds')).toBeVisible()
  await expectAccessibleInBothThemes(page)
})
