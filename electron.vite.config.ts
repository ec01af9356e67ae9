import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

/** Every program that runs as a process or a thread of its own is an entry: main/NAME.js in the build's folder. */
const programs = {
  terminal: 'main/shells/terminal/index.ts',
  electron: 'main/shells/electron/index.ts',
  trial: 'main/trial-programs/node/trial.ts',
  'thread-worker': 'main/trial-programs/node/crews/thread-worker.ts',
  'process-worker': 'main/trial-programs/node/crews/process-worker.ts',
  'probe-worker': 'main/trial-programs/node/probes/parts/probe-worker.ts',
  'bare-worker': 'main/trial-programs/node/probes/parts/bare-worker.ts',
  'http-server': 'main/trial/http-server-program.ts',
  reaper: 'main/reaper/reaper-program.ts',
  monitor: 'main/monitor/monitor-program.ts',
  exporter: 'main/export/exporter-program.ts',
}

/** Python's programs run as they are, from main/python in the build's folder; a build without them fails. */
function copyPython(): Plugin {
  const isPython = (path: string): boolean =>
    !path.includes('__pycache__') && !path.endsWith('.class') && !path.endsWith('.ts')
  return {
    name: 'copy-python',
    writeBundle({ dir = '.' }) {
      cpSync('main/trial-programs/python', join(dir, 'python'), { recursive: true, filter: isPython })
      cpSync('main/runtimes/discovery/describe-interpreter.py', join(dir, 'python', 'describe-interpreter.py'))
    },
  }
}

export default defineConfig({
  main: {
    plugins: [copyPython()],
    build: {
      outDir: 'out/main',
      // These are bundled, since every command in the terminal would look for their hundreds of files one by one.
      externalizeDeps: {
        exclude: ['commander', 'leven', 'simple-statistics', 'yaml', 'zod'],
      },
      rolldownOptions: {
        input: programs,
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    build: { outDir: 'out/renderer', rolldownOptions: { input: 'renderer/index.html' } },
    plugins: [svelte()],
  },
})
