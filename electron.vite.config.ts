import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

/** Every program that runs as a process or a thread of its own is an entry: out/main/NAME.js. */
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
  scanner: 'main/store/reading/scanner-program.ts',
}

/** What is always read together, with all that it imports, as one file: each file more takes a start about a millisecond. */
const readTogether = [
  {
    name: 'in-trial',
    test: /main\/(system\/clock|trial-programs\/node\/(worker\/(failure|read-line|interpreter-lock|pin-thread|safe-point|worker)|crews\/thread-crew))\.ts$/,
    priority: 3,
  },
  {
    name: 'commands',
    test: /core\/(text\/did-you-mean|names\/monitor-mode|definition\/problem)\.ts$|main\/system\/programs\.ts$|terminal\/(exit-codes|print)\.ts$|store\/(home|recent-files)\.ts$/,
    priority: 2,
  },
  { name: 'catalog', test: /main\/store\/catalog\.ts$/, priority: 2 },
  // alone, for the reaper
  { name: 'process-group', test: /main\/system\/process-group\.ts$/, priority: 2 },
  { name: 'experiment', test: /main\/store\/experiment-source\.ts$/, priority: 1 },
  { name: 'list', test: /main\/lab\/experiment-list\.ts$/, priority: 1 },
  { name: 'run', test: /main\/shells\/terminal\/run\.ts$/, priority: 0 },
]

/** Python's programs are run as they are: copied to out/main/python. */
function copyPython(): Plugin {
  const isPython = (path: string): boolean =>
    !path.includes('__pycache__') && !path.endsWith('.class') && !path.endsWith('.ts')
  return {
    name: 'copy-python',
    writeBundle({ dir = '.' }) {
      cpSync('main/trial-programs/python', join(dir, 'python'), { recursive: true, filter: isPython })
      cpSync('main/runtimes/discovery/describe-interpreter.py', join(dir, 'python', 'describe-interpreter.py'))
      cpSync('experiments/workloads', join(dir, 'python', 'kernels'), { recursive: true, filter: isPython })
    },
  }
}

/**
 * An import statement makes Node read every export of one of its modules, and with the lazy ones of `node:fs`, `node:http`
 * or `node:crypto` it loads half of itself: up to 50 ms of every start. Taken as an object, only what is used is read.
 */
function takeBuiltIns(): Plugin {
  const statement = /^import (?:([\w$]+)(?:, )?)?(?:\{([^}]*)\})? from "(node:[\w/]+)";$/gm
  return {
    name: 'take-built-ins',
    renderChunk(code) {
      const taken = code.replace(statement, (_, whole: string | undefined, named: string | undefined, name: string) => {
        const module = `globalThis.process.getBuiltinModule(${JSON.stringify(name)})`
        const parts = named?.replaceAll(' as ', ': ')
        if (whole === undefined) return `const {${parts ?? ''}} = ${module};`
        return `const ${whole} = ${module}${parts === undefined ? '' : `, {${parts}} = ${whole}`};`
      })
      const left = /^import .*"node:.*$/m.exec(taken)
      if (left !== null) this.error(`this statement still imports one of Node's modules: ${left[0]}`)
      return taken
    },
  }
}

/** Commander takes what starts programs along, for subcommands that are programs of their own: Lockstep has none. */
function leaveSpawnOut(): Plugin {
  const taken = "require('node:child_process')"
  return {
    name: 'leave-spawn-out',
    transform: {
      filter: { id: /commander\/lib\/command\.js$/ },
      handler(code) {
        if (!code.includes(taken)) this.error(`commander no longer says ${taken}`)
        return { code: code.replace(taken, 'null'), map: null }
      },
    },
  }
}

export default defineConfig({
  main: {
    plugins: [copyPython(), takeBuiltIns(), leaveSpawnOut()],
    build: {
      outDir: 'out/main',
      // Hundreds of files, which every command in the terminal would look for and read one by one.
      externalizeDeps: {
        exclude: ['commander', 'env-paths', 'leven', 'simple-statistics', 'write-file-atomic', 'yaml', 'zod'],
      },
      rolldownOptions: {
        input: programs,
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          codeSplitting: { groups: readTogether },
        },
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
