import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

/** Tests with real processes that compare no times: they may share the machine. */
const untimed = [
  'test/bench/*.test.ts',
  'test/main/{export,lab,machine,reaper,runtimes,session,shells,store,system,trial}/**/*.test.ts',
  'test/main/monitor/{report-batch,sampler}.test.ts',
  'test/main/monitor/readers/{core-loads,scan-numbers}.test.ts',
  'test/main/trial-programs/node/{outcomes,pin}.test.ts',
  'test/main/trial-programs/node/worker/read-line.test.ts',
  'test/main/trial-programs/python/{executors,number-text,outcomes}.test.ts',
]

const withProcesses = { globalSetup: 'test/build.ts', testTimeout: 60_000, hookTimeout: 60_000 }

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [svelte({ configFile: false })],
        test: {
          name: 'unit',
          include: [
            'test/{docs,experiments,golden,preload,renderer,scripts}/**/*.test.ts',
            'test/bench/{core,simulation}/**/*.test.ts',
          ],
        },
      },
      {
        test: {
          ...withProcesses,
          name: 'untimed',
          include: untimed,
          sequence: { groupOrder: 1 },
          maxWorkers: 2,
          // Within a file that lets its tests run at once.
          maxConcurrency: 3,
        },
      },
      {
        test: {
          ...withProcesses,
          name: 'integration',
          include: ['test/{main,electron}/**/*.test.ts'],
          exclude: untimed,
          // They measure real processes: two files at once, or any other beside one, would disturb it.
          sequence: { groupOrder: 2 },
          fileParallelism: false,
        },
      },
    ],
  },
})
