import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { serveBrowser } from '../../main/shells/browser/serve.ts'
import { noise } from '../../testbed/seeded-numbers.ts'
import { sceneLab } from '../../testbed/scenes/scenes.ts'
import { sampleAt } from '../../testbed/scenes/session.ts'
import { expectAccessible, setTheme, themes } from './scene-window.ts'
import { builtFolder } from '../../testbed/built-folder.ts'

test('more cores than there is room for are one picture, a row each, with their mean', async ({ page }, testInfo) => {
  const lab = sceneLab('running')
  const shell = await serveBrowser({ lab, windowFolder: join(builtFolder(), 'renderer') })
  await page.goto(shell.issueLink())
  await expect(page.getByRole('region', { name: 'Cores' })).toBeVisible()
  for (let step = 0; step <= 120; step++) {
    const cores = Array.from({ length: 64 }, (_, core) => (core < 40 ? 0.75 : 0) + 0.25 * noise(step, core))
    lab.events.sample({ ...sampleAt(step * 250, 4), cores })
  }
  const card = page.getByRole('region', { name: 'Cores' })
  await expect(card.getByRole('img', { name: 'Load of each of 64 cores over time, a row each' })).toBeVisible()
  await expect(card.getByText(/^64 cores, mean \d+%$/)).toBeVisible()
  for (const theme of themes) {
    await setTheme(page, theme)
    for (const viewport of [
      { width: 1280, height: 800 },
      { width: 900, height: 600 },
    ]) {
      await page.setViewportSize(viewport)
      const cut = await card.evaluate((element) => element.scrollHeight - element.clientHeight)
      expect(cut).toBe(0)
      await page.screenshot({ path: testInfo.outputPath(`${theme}-${viewport.width}.png`) })
    }
    await expectAccessible(page)
  }
  await shell.close()
})
