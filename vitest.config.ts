import { globSync } from 'node:fs'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { configDefaults, defineConfig } from 'vitest/config'

const timed = matching('test/**/*.timed.test.ts')
const withProcesses = [
  matching('test/main/**/*.test.ts'),
  matching('test/bench/*.test.ts'),
  matching('test/torture/*.test.ts'),
]
const patience = { globalSetup: 'test/set-up.ts', testTimeout: 60_000, hookTimeout: 60_000 }

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [svelte({ configFile: false })],
        test: {
          name: 'unit',
          // They change no state of a module: a thread for each file would take as long as the tests.
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, timed, ...withProcesses],
        },
      },
      {
        test: {
          ...patience,
          // These tests compare no times: they may share the machine.
          name: 'untimed',
          include: withProcesses,
          exclude: [...configDefaults.exclude, timed],
          sequence: { groupOrder: 1 },
          // More than there are cores: most of its time such a test waits for a program.
          maxWorkers: 3,
          // The limit within a file that lets its tests run at once.
          maxConcurrency: 3,
        },
      },
      {
        test: {
          ...patience,
          // `npm run torture`: the whole of what the others run a short form of.
          name: 'torture',
          include: [matching('test/torture/*.test.ts')],
          env: { LOCKSTEP_TORTURE: 'whole' },
        },
      },
      {
        test: {
          ...patience,
          // These tests compare times of real processes: a second file beside one would disturb it.
          name: 'timed',
          include: [timed],
          sequence: { groupOrder: 2 },
          fileParallelism: false,
          // Other programs of the machine may have had a core just then. The tally names each test that needed this.
          retry: 1,
        },
      },
    ],
  },
})

/** A pattern of files. @throws Error if no file matches: Vitest would run a project without tests in silence. */
function matching(pattern: string): string {
  if (globSync(pattern, { cwd: import.meta.dirname }).length === 0) throw new Error(`No file matches ${pattern}`)
  return pattern
}
