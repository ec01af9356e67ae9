import { expect, test } from 'vitest'
import { nodeRequest, runTrial } from '../trial-harness.ts'

test.each([
  ['serial', 1],
  ['processes', 2],
] as const)('the peak memory of %s × %i is its own, not that of the lab that started it', async (executor, workers) => {
  const lab = Buffer.alloc(400 * 1024 ** 2, 1)
  const { laps } = await runTrial(nodeRequest(executor, workers))
  expect(process.memoryUsage.rss()).toBeGreaterThan(lab.length)
  for (const { peakRssBytes } of laps) {
    expect(peakRssBytes).toBeGreaterThan(20 * 1024 ** 2)
    expect(peakRssBytes).toBeLessThan((1 + workers) * 120 * 1024 ** 2)
  }
})
