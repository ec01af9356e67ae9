import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

/** Every program that runs as a process or a thread of its own is an entry: out/main/NAME.js. */
const programs = {
  terminal: 'main/shells/terminal/index.ts',
  electron: 'main/shells/electron/index.ts',
  trial: 'main/runner/node/trial.ts',
  'thread-worker': 'main/runner/node/thread-worker.ts',
  'process-worker': 'main/runner/node/process-worker.ts',
  'probe-worker': 'main/runner/node/probes/probe-worker.ts',
  'bare-worker': 'main/runner/node/probes/bare-worker.ts',
  'http-server': 'main/runner/http-server-program.ts',
  reaper: 'main/runner/reaper-program.ts',
  monitor: 'main/monitor/monitor-program.ts',
  exporter: 'main/export/exporter-program.ts',
  scanner: 'main/store/scanner-program.ts',
}

/** Python's programs are run as they are: copied to out/main/python. */
function copyPython(): Plugin {
  const isPython = (path: string): boolean =>
    !path.includes('__pycache__') && !path.endsWith('.class') && !path.endsWith('.ts')
  return {
    name: 'copy-python',
    writeBundle({ dir = '.' }) {
      cpSync('main/runner/python', join(dir, 'python'), { recursive: true, filter: isPython })
      cpSync('main/runtimes/interpreter-probe.py', join(dir, 'python', 'interpreter-probe.py'))
      cpSync('experiments/workloads', join(dir, 'python', 'kernels'), { recursive: true, filter: isPython })
    },
  }
}

export default defineConfig({
  main: {
    plugins: [copyPython()],
    build: {
      outDir: 'out/main',
      // They come as a hundred files and more, which every command in the terminal would read one by one.
      externalizeDeps: { exclude: ['commander', 'leven', 'yaml', 'zod'] },
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
