import { join } from 'node:path'

/** The built programs that run as processes or threads of their own; the entries of electron.vite.config.ts. */
export interface Programs {
  readonly trial: string
  readonly threadWorker: string
  readonly processWorker: string
  readonly probeWorker: string
  readonly bareWorker: string
  /** Answers the requests of the kernel `http`. */
  readonly httpServer: string
  readonly reaper: string
  readonly monitor: string
  readonly exporter: string
  /** The Python family's program of one trial. */
  readonly pythonRunner: string
  /** Asks an interpreter what it is. */
  readonly interpreterDescriber: string
  /** The folder of the kernels in Python. */
  readonly pythonKernels: string
  /** The built window, to be served. */
  readonly window: string
  /** The built bridge that Electron loads before the page. */
  readonly preload: string
}

/** @param folder where the entry itself lies: out/main */
export function programsIn(folder: string): Programs {
  return {
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
