import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, test as base, type Page } from '@playwright/test'
import { serveBrowser } from '../../main/shells/browser/serve.ts'
import { sceneLab, sendLiveSamples, type SceneName } from '../../testbed/scenes/scenes.ts'
import { complaintsOf } from './complaints.ts'
import { builtFolder } from '../../testbed/built-folder.ts'

/** The built window, joined to a lab that is in the state a scene names. */
export const test = base.extend<{ show: (scene: SceneName) => Promise<void> }>({
  show: async ({ page }, use) => {
    const complaints = complaintsOf(page)
    const closing: (() => Promise<void>)[] = []
    await use(async (scene) => {
      const lab = sceneLab(scene)
      const shell = await serveBrowser({ lab, windowFolder: join(builtFolder(), 'renderer') })
      closing.push(() => shell.close())
      await page.goto(shell.issueLink())
      await expect(
        page
          .getByRole('navigation')
          .or(page.getByRole('button', { name: 'Menu' }))
          .first(),
      ).toBeVisible()
      sendLiveSamples(lab, scene)
    })
    expect(complaints).toEqual([])
    for (const close of closing) await close()
  },
})

export function navItem(page: Page, name: string) {
  return page.getByRole('navigation').getByRole('link', { name }).first()
}

/** Leads to a page by its address, as a link or a bookmark does. */
export async function goTo(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    window.location.hash = to
  }, address)
}

/** Opens the scene's session; one that runs is shown without being asked for. */
export async function openSession(page: Page): Promise<void> {
  await goTo(page, '#/session/scene')
  await expect(page.getByRole('button', { name: /^Export( so far)?…$/ })).toBeVisible()
}

export const themes = ['light', 'dark'] as const

export async function setTheme(page: Page, colorScheme: (typeof themes)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme)
}

/** Asks axe about what the window shows in the theme that it has. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}

export async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  for (const theme of themes) {
    await setTheme(page, theme)
    await expectAccessible(page)
  }
}
