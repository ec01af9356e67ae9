import { test as base, expect } from '@playwright/test'
import { startBrowserLab, type BrowserLab } from '../../testbed/browser-lab.ts'
import { complaintsOf } from './complaints.ts'

const test = base.extend<{ lab: BrowserLab; complaints: readonly string[] }>({
  lab: async ({ browserName: _ }, use) => {
    const lab = await startBrowserLab()
    await use(lab)
    await lab.close()
  },
  complaints: async ({ page }, use) => {
    await use(complaintsOf(page))
  },
})

test('the link opens the window, joined to the lab, and its token leaves the address', async ({
  page,
  lab,
  complaints,
}) => {
  await page.goto(lab.url)
  await expect(page).toHaveURL(new URL('/', lab.url).href)
  await expect(page.getByRole('link', { name: 'CPU-bound work' }).first()).toBeVisible()
  expect(complaints).toEqual([])
})

test('a tab that was let in comes back after a reload, and what it keeps is no cookie', async ({
  page,
  lab,
  context,
}) => {
  await page.goto(lab.url)
  await expect(page.getByRole('link', { name: 'CPU-bound work' }).first()).toBeVisible()
  expect(await context.cookies()).toEqual([])
  await page.reload()
  await expect(page.getByRole('link', { name: 'CPU-bound work' }).first()).toBeVisible()
})

test('a link that was used lets no other tab in, which is told what to do, and the next link does', async ({
  page,
  lab,
  context,
}) => {
  const used = lab.url
  await page.goto(used)
  await expect(page.getByRole('link', { name: 'CPU-bound work' }).first()).toBeVisible()
  const second = await context.newPage()
  await second.goto(used)
  await expect(second.getByRole('heading')).toHaveText('This needs the link')
  await expect(second).toHaveURL(new URL('/', used).href)
  // the tab stays as it is but for what is behind the #, as when a person pastes the link
  await expect.poll(() => lab.url).not.toBe(used)
  await second.goto(lab.url)
  await expect(second.getByRole('link', { name: 'CPU-bound work' }).first()).toBeVisible()
  await expect(page.getByText('Connection lost')).toBeHidden()
})

test('a link on a page of another site leads in', async ({ page, lab }) => {
  await page.route('https://elsewhere.example/', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<a href="${lab.url}">the lab</a>` }),
  )
  await page.goto('https://elsewhere.example/')
  await page.getByRole('link').click()
  await expect(page.getByRole('link', { name: 'CPU-bound work' }).first()).toBeVisible()
})

test('a browser without the link is told what to do', async ({ page, lab }) => {
  await page.goto(new URL('/', lab.url).href)
  await expect(page.getByRole('heading')).toHaveText('This needs the link')
})

test('each page has its address: a link with a page, Back, Forward and a reload lead to it, in every tab', async ({
  page,
  lab,
  context,
}) => {
  await page.goto(`${lab.url}&page=/experiment/race`)
  const plan = page.getByRole('heading', { name: 'Plan' })
  await expect(plan).toBeVisible()
  await expect(page).toHaveURL(new URL('/#/experiment/race', lab.url).href)
  await page.getByRole('navigation').getByRole('link', { name: 'Runtimes' }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'Runtimes' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { level: 2, name: 'Runtimes' })).toBeVisible()
  await page.goBack()
  await expect(plan).toBeVisible()
  await page.goForward()
  await expect(page.getByRole('heading', { level: 2, name: 'Runtimes' })).toBeVisible()
  const second = await context.newPage()
  await second.goto(`${lab.url}&page=/claims`)
  await expect(second.getByRole('heading', { level: 2, name: 'Claims' })).toBeVisible()
  await second.goto(new URL('/#/session/none', lab.url).href)
  await expect(second.getByText('there is no session none')).toBeVisible()
})
