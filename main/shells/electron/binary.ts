import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** This is Electron's npm package, which has its binary only after its installer has fetched it. */
export interface ElectronPackage {
  readonly version: string
  readonly folder: string
  readonly installer: string
  /** @returns null if it has not been fetched */
  binary(): string | null
}

/** @returns null if the package itself is not installed */
export function findElectron(env: NodeJS.ProcessEnv): ElectronPackage | null {
  try {
    const manifest = createRequire(import.meta.url).resolve('electron/package.json')
    return electronIn(dirname(manifest), env)
  } catch {
    return null
  }
}

export function electronIn(folder: string, env: NodeJS.ProcessEnv): ElectronPackage {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly version: string }
  return {
    version,
    folder,
    installer: join(folder, 'install.js'),
    binary: () => {
      try {
        // The installer writes this last, so a fetch that was broken off does not count.
        const name = readFileSync(join(folder, 'path.txt'), 'utf8').trim()
        const binary = join(env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'), name)
        return existsSync(binary) ? binary : null
      } catch {
        return null
      }
    },
  }
}
