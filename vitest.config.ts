import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [svelte({ configFile: false })],
        test: {
          name: 'unit',
          include: ['test/{docs,experiments,preload,renderer,scripts}/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/{main,electron}/**/*.test.ts'],
          globalSetup: 'test/build.ts',
          // They measure real processes: two files at once would disturb each other.
          fileParallelism: false,
          // Those that a file lets run at once, since it times nothing.
          maxConcurrency: 3,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
