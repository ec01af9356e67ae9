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
  await expect(page.getByText('Do threads make CPU-bound work faster?').first()).toBeVisible()
  expect(complaints).toEqual([])
})

test('the window comes back after a reload, and the link works in a second browser', async ({ page, lab, browser }) => {
  await page.goto(lab.url)
  await page.reload()
  await expect(page.getByText('Do threads make CPU-bound work faster?').first()).toBeVisible()
  const second = await browser.newPage()
  await second.goto(lab.url)
  await expect(second.getByText('Do threads make CPU-bound work faster?').first()).toBeVisible()
  await second.close()
})

test('a link on a page of another site leads in, though the cookie is held back at first', async ({ page, lab }) => {
  await page.route('https://elsewhere.example/', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<a href="${lab.url}">the lab</a>` }),
  )
  await page.goto('https://elsewhere.example/')
  await page.getByRole('link').click()
  await expect(page.getByText('Do threads make CPU-bound work faster?').first()).toBeVisible()
})

test('a browser without the link is told what to do', async ({ page, lab }) => {
  const answer = await page.goto(new URL('/', lab.url).href)
  expect(answer?.status()).toBe(403)
  await expect(page.getByRole('heading')).toHaveText('This needs the link')
})
