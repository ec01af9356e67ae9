import { execFile } from 'node:child_process'
import { variable, type SearchedMachine } from './interpreter-folders.ts'

/** The launcher only reads the registry, so this is long enough on a busy machine too. */
const launcherTimeoutMs = 5000

/** Asks the Windows launcher for the interpreters that it knows (`py -0p`); there are none on other platforms. */
export function askWindowsLauncher(machine: SearchedMachine, signal: AbortSignal): Promise<readonly string[]> {
  if (machine.platform !== 'win32') return Promise.resolve([])
  // the install manager's py must list, not install
  const env = { ...machine.env, PYTHON_MANAGER_AUTOMATIC_INSTALL: 'false' }
  const windows = variable(machine, 'SystemRoot') ?? 'C:\\Windows'
  // Windows looks for a program where it is started first, and there could be a stranger's
  const options = { cwd: windows, env, signal, timeout: launcherTimeoutMs, windowsHide: true }
  const launcher = `${windows}\\py.exe`
  const ask = (program: string): Promise<string | null> =>
    new Promise((resolve) => {
      execFile(program, ['-0p'], options, (error, stdout) => {
        resolve(error === null ? stdout : null)
      })
    })
  return ask('py').then(async (listed) => parseLauncherList(listed ?? (await ask(launcher)) ?? ''))
}

/**
 * Finds the paths in the output of `py -0p`, which has two forms, with the default marked before or behind the path:
 * ` -V:3.13 *        C:\…\python.exe` and ` -3.7-64        C:\…\python.exe *`.
 */
export function parseLauncherList(output: string): readonly string[] {
  return output.split(/\r?\n/).flatMap((line) => /\s([A-Za-z]:\\.*\.exe)\s*\*?\s*$/i.exec(line)?.[1] ?? [])
}
