import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test as base, type Page } from '@playwright/test'
import { parseExperiment } from '../../experiments/core/definition/experiment-file.ts'
import { makePlan } from '../../experiments/core/plan/plan.ts'
import { describeMachine } from '../../main/machine/machine.ts'
import { startBrowserLab, type BrowserLab } from '../../testbed/browser-lab.ts'

const test = base.extend<{ lab: BrowserLab }>({
  lab: async ({ browserName: _ }, use) => {
    const lab = await startBrowserLab()
    await use(lab)
    await lab.close()
  },
})

/** @returns how many points the curves of Node have on this machine, which depends on its cores */
async function plannedPointsOfNode(): Promise<number> {
  const path = join(import.meta.dirname, '..', '..', 'experiments', 'catalog', 'cpu-bound.yaml')
  const parsed = parseExperiment(path, readFileSync(path))
  if (parsed.kind === 'refused') throw new Error(JSON.stringify(parsed.problems))
  const { usableCores } = await describeMachine(process.version)
  return makePlan(parsed.experiment, { usableCores, obstacle: () => null }).conditions.filter(
    ({ series }) => series.runtime === 'node',
  ).length
}

/** Chart points are drawn on a canvas; its label says in words what it shows. */
function chart(page: Page) {
  return page.getByRole('img', { name: /Speedup/ })
}

async function openCpuBound(page: Page, lab: BrowserLab): Promise<void> {
  await page.goto(lab.url)
  await page.getByRole('navigation').getByRole('link', { name: 'CPU-bound work' }).click()
  await expect(page.getByRole('heading', { name: 'CPU-bound work and the lock' })).toBeVisible()
}

function writeExperiment(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'lockstep-e2e-')), 'mine.yaml')
  writeFileSync(file, text)
  return file
}

/** Opens a file by its path, in the window's own dialog. */
async function openFile(page: Page, lab: BrowserLab, file: string): Promise<void> {
  await page.goto(lab.url)
  await page.getByRole('button', { name: 'Open…' }).first().click()
  await page.getByLabel('Path on the computer that runs Lockstep').fill(file)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
}

test('a quick run of cpu-bound draws a chart with points, fills the table and exports both', async ({ page, lab }) => {
  // every runtime that is installed is calibrated first, and takes part
  test.setTimeout(300_000)
  await openCpuBound(page, lab)
  await page.getByRole('button', { name: /^Preview/ }).click()
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible()
  await expect(page.getByText(/ of \d+ trials/)).toBeVisible()
  await expect(page.getByText('Cores', { exact: true })).toBeVisible()
  await expect(chart(page)).toHaveAccessibleName(/Node processes/, { timeout: 120_000 })
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeHidden({ timeout: 120_000 })

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export…' }).click()
  await page.getByRole('radio', { name: /A web page/ }).check()
  await page.getByRole('button', { name: 'Save…' }).click()
  const svg = readFileSync(await (await download).path(), 'utf8')
  expect(svg).toContain('<svg')
  expect(svg).toContain('Node processes')
  await page.keyboard.press('Escape')

  await page.getByText('Table', { exact: true }).click()
  const points = page
    .getByRole('table', { name: 'Results' })
    .getByRole('row')
    .filter({ hasText: /Node .*×/ })
  await expect(points).toHaveCount(await plannedPointsOfNode())
})

test('cancelling ends the run and keeps what was measured', async ({ page, lab }) => {
  // short trials of Node alone, so that there is soon something to keep
  const work = 'workload: { kernel: primes, size: 100, tasks: 4 }\nseries: [node/threads]\nworkers: [1, 2]\n'
  const file = writeExperiment(`lockstep: 1\ntitle: Endless\n${work}warmup: 0\nlaps: 1\nrounds: 500\n`)
  await openFile(page, lab, file)
  await page.getByRole('button', { name: /^Run ·/ }).click()
  await expect(page.getByText(/[2-9] of .* trials/)).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText(/cancelled/i).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Export…' })).toBeVisible()
})

test('a run that is paused in one tab says so in another, which resumes it; a second run is offered as the next', async ({
  page,
  lab,
  context,
}) => {
  const work = 'workload: { kernel: primes, size: 100, tasks: 4 }\nseries: [node/threads]\nworkers: [1]\n'
  const file = writeExperiment(`lockstep: 1\ntitle: Endless\n${work}warmup: 0\nlaps: 1\nrounds: 500\n`)
  await openFile(page, lab, file)
  await page.getByRole('button', { name: /^Run ·/ }).click()
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible()
  const second = await context.newPage()
  await second.goto(lab.url)
  await expect(second.getByRole('heading', { name: 'Endless' })).toBeVisible()
  await second.reload()
  await second.getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await second.getByRole('navigation').getByRole('link', { name: 'Isolation' }).click()
  await expect(second).toHaveTitle(/^\d+% · /)
  await expect(second.getByRole('button', { name: /^Run next/ })).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
})

test('a file of the user is opened by its path, asks for trust and runs', async ({ page, lab }) => {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-e2e-'))
  copyFileSync(join(import.meta.dirname, '..', 'fixtures', 'workloads', 'collatz.mjs'), join(folder, 'collatz.mjs'))
  const file = join(folder, 'mine.yaml')
  writeFileSync(
    file,
    'lockstep: 1\ntitle: My own work\nworkload: { module: ./collatz.mjs, size: 2000 }\nseries: [node/threads]\nworkers: [1, 2]\n',
  )
  await openFile(page, lab, file)
  await expect(page.getByRole('heading', { name: 'My own work' })).toBeVisible()
  await page.getByRole('button', { name: /^Preview/ }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(join(folder, 'collatz.mjs'))
  await expect(dialog).toContainText('Steps of the Collatz sequence below `size`, offset by the task.')
  await dialog.getByRole('button', { name: 'Run this code' }).click()
  await expect(chart(page)).toHaveAccessibleName(/Node threads/, { timeout: 60_000 })
})

test('a bad file shows each problem with its line and column', async ({ page, lab }) => {
  const file = writeExperiment('lockstep: 1\ntitle: Bad\nworkload: { kernel: prime }\nseries: [node/thread]\n')
  await openFile(page, lab, file)
  await expect(page.getByText(`${file}:3:21`)).toBeVisible()
  await expect(page.getByText(`${file}:4:10`)).toBeVisible()
})

test('when the lab dies the window says so', async ({ page, lab }) => {
  await openCpuBound(page, lab)
  lab.kill()
  await expect(page.getByText(/Connection lost/)).toBeVisible()
})

test('a run that was cancelled says what is missing of it, and goes on to the end of its plan', async ({
  page,
  lab,
}) => {
  const file = writeExperiment(`lockstep: 1
title: Mine
workload: { kernel: primes, size: 100, tasks: 4 }
series: [node/threads]
baseline: none
workers: [1, 2]
rounds: 3
`)
  await openFile(page, lab, file)
  await page.getByRole('button', { name: /^Preview/ }).click()
  await expect(page.getByText(/^[1-9] of \d+ trials/)).toBeVisible()
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  const state = page.getByRole('status').filter({ hasText: 'Cancelled' })
  await expect(state).toContainText(/\d of \d trials (is|are) missing, about/)
  const again = page.getByRole('button', { name: 'Continue this run' })
  await expect(again).toHaveAttribute('title', /in the order that was planned/)
  await again.click()
  await expect(page.getByRole('button', { name: 'Cancel', exact: true })).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'Done' })).toContainText('resumed', { timeout: 60_000 })
  await expect(again).toHaveCount(0)
})
