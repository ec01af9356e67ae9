import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Returns the Node binary that trials run in: the one that the `node` package pins, never Electron's.
 * @throws if it is missing and this process is no plain Node of that line either
 */
export function pinnedNode(): string {
  const pinned = installedNode()
  if (pinned !== null) return pinned
  const insideElectron = 'electron' in process.versions
  if (!insideElectron && process.versions.node.startsWith('24.')) return process.execPath
  throw new Error(
    "The Node that trials run in is missing: install the project's packages again (npm ci), with install scripts allowed.",
  )
}

/** Looks for the `node` package in this folder and those above it. */
function installedNode(): string | null {
  for (let [folder, below] = [import.meta.dirname, '']; folder !== below; [folder, below] = [dirname(folder), folder]) {
    const found = join(folder, 'node_modules', 'node')
    if (!existsSync(found)) continue
    // A packed application keeps binaries beside its archive: nothing can be run from inside one.
    const unpacked = found.replace(/([/\\]app\.asar)(?=[/\\])/, '$1.unpacked')
    const binary = join(unpacked, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
    return existsSync(binary) ? binary : null
  }
  return null
}
