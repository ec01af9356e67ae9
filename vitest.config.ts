import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

/** Tests with real processes that compare no times: they may share the machine. */
const untimed = [
  'test/bench/*.test.ts',
  'test/main/*.test.ts',
  'test/main/{export,runtimes,shells,store}/**/*.test.ts',
  'test/main/monitor/{core-loads,processor-name,report-batch,sampler,scan-numbers,topology}.test.ts',
  'test/main/runner/{calibration,exit-outcome,http-server,lap-records,outcomes,pin,read-line,reaper,repeats,watchings}.test.ts',
  'test/main/runner/python/{executors,number-text,outcomes}.test.ts',
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
            'test/{docs,experiments,preload,renderer,scripts}/**/*.test.ts',
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
