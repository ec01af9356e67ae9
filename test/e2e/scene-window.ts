import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, test as base, type Page } from '@playwright/test'
import { serveBrowser } from '../../main/shells/browser/serve.ts'
import { sceneLab, sendLiveSamples, type SceneName } from '../../testbed/scenes/scenes.ts'
import { complaintsOf } from './complaints.ts'

/** The built window, joined to a lab that is in the state a scene names. */
export const test = base.extend<{ show: (scene: SceneName) => Promise<void> }>({
  show: async ({ page }, use) => {
    const complaints = complaintsOf(page)
    const closing: (() => Promise<void>)[] = []
    await use(async (scene) => {
      const lab = sceneLab(scene)
      const shell = await serveBrowser({ lab, windowFolder: join(import.meta.dirname, '..', '..', 'out', 'renderer') })
      closing.push(() => shell.close())
      await page.goto(shell.url)
      await expect(navItem(page, 'Isolation')).toBeVisible()
      sendLiveSamples(lab, scene)
    })
    expect(complaints).toEqual([])
    for (const close of closing) await close()
  },
})

export function navItem(page: Page, name: string) {
  return page.getByRole('navigation').getByRole('button', { name }).first()
}

/** Opens the scene's session, which is the newest in the list; one that runs is shown without being asked for. */
export async function openSession(page: Page, title = 'CPU-bound work'): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: title }).nth(1).click()
  await expect(page.getByRole('button', { name: /Export/ })).toBeVisible()
}

export async function seriousViolations(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
