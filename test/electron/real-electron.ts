import { once } from 'node:events'
import { _electron } from '@playwright/test'
import type { DrivenApp, LaunchOptions } from './driven-app.ts'
import { builtFolder } from '../../testbed/built-folder.ts'

export async function launchRealElectron(binary: string, { home }: LaunchOptions): Promise<DrivenApp> {
  // Electron's sandbox refuses root, as in a container; nothing foreign is loaded here.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const application = await _electron.launch({
    executablePath: binary,
    args: [...asRoot, builtFolder()],
    env: { ...process.env, LOCKSTEP_HOME: home },
  })
  const main = application.process()
  let output = ''
  for (const stream of [main.stdout, main.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  }
  const exit = main.exitCode === null ? once(main, 'exit') : Promise.resolve([main.exitCode])
  return {
    firstWindow: await application.firstWindow(),
    evaluate: (run, argument) => application.evaluate(run as never, argument) as never,
    windowFrom: async (open) => {
      const [window] = await Promise.all([application.waitForEvent('window'), open()])
      return window
    },
    output: () => output,
    exited: async () => (await exit)[0] as number | null,
    kill: async () => {
      main.kill('SIGKILL')
      await exit
    },
  }
}
