import { dirname } from 'node:path'
import { newestBuild } from '../scripts/source-stamp.mjs'

/** @returns the folder of the newest build: out/NAME. @throws Error if nothing was built yet */
export function builtFolder(): string {
  const newest = newestBuild(dirname(import.meta.dirname))
  if (newest === null) throw new Error('there is no build yet: npm run build')
  return newest.folder
}
