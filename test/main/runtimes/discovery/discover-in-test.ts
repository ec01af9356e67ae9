import { readFileSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { discoverAll, type Discovery, type DiscoveryOptions } from '../../../../main/runtimes/discovery/discovery.ts'
import { realFileSystem, type SearchedFiles } from '../../../../main/runtimes/discovery/searched-files.ts'
import { describer, temporaryFolder } from './stand-in-interpreter.ts'

/** A machine with nothing but what the test puts on its PATH. */
export function machineWith(...folders: readonly string[]): DiscoveryOptions['machine'] {
  return { platform: 'linux', env: { PATH: [...folders, '/usr/bin', '/bin'].join(':') }, userHome: temporaryFolder() }
}

/** Hides the interpreters of this machine. */
export const ownFilesOnly: SearchedFiles = {
  ...realFileSystem,
  list: (folder) => (folder.startsWith(realpathSync(tmpdir())) ? realFileSystem.list(folder) : []),
}

export async function discover(
  options: Partial<DiscoveryOptions> & Pick<DiscoveryOptions, 'machine'>,
): Promise<Discovery> {
  return discoverAll({ describer, home: null, fileSystem: ownFilesOnly, ...options }, new AbortController().signal)
}

export function programs({ found, broken }: Discovery): readonly string[] {
  return [...found, ...broken].map(({ command: [program] }) => program)
}

export function timesAsked(log: string): number {
  try {
    return readFileSync(log, 'utf8').split('\n').length - 1
  } catch {
    return 0
  }
}
