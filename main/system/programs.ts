import { basename, dirname, join } from 'node:path'

/** These built programs run as processes or threads of their own; electron.vite.config.ts has their entries. */
export interface Programs {
  /** The name of the build that they belong to: a hash of its content. */
  readonly build: string
  readonly trial: string
  readonly threadWorker: string
  readonly processWorker: string
  readonly probeWorker: string
  readonly bareWorker: string
  /** This program answers the requests of the kernel `http`. */
  readonly httpServer: string
  readonly reaper: string
  readonly monitor: string
  readonly exporter: string
  readonly pythonRunner: string
  readonly interpreterDescriber: string
  /** This folder holds the kernels in Python. */
  readonly pythonKernels: string
  /** This folder holds the built window. */
  readonly window: string
  /** Electron loads this bridge before the page. */
  readonly preload: string
}

/** @param folder holds the entry itself: out/BUILD/main */
export function programsIn(folder: string): Programs {
  return {
    build: basename(dirname(folder)),
    trial: join(folder, 'trial.js'),
    threadWorker: join(folder, 'thread-worker.js'),
    processWorker: join(folder, 'process-worker.js'),
    probeWorker: join(folder, 'probe-worker.js'),
    bareWorker: join(folder, 'bare-worker.js'),
    httpServer: join(folder, 'http-server.js'),
    reaper: join(folder, 'reaper.js'),
    monitor: join(folder, 'monitor.js'),
    exporter: join(folder, 'exporter.js'),
    pythonRunner: join(folder, 'python', 'trial.py'),
    interpreterDescriber: join(folder, 'python', 'describe-interpreter.py'),
    pythonKernels: join(folder, 'python', 'kernels'),
    window: join(folder, '..', 'renderer'),
    preload: join(folder, '..', 'preload', 'index.cjs'),
  }
}
