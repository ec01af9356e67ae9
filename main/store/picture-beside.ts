import { dirname, extname, resolve, sep } from 'node:path'
import { readRegularFile } from '../system/regular-file.ts'

/** A picture of an explanation is shown in the window whole; it is no place for photographs of a camera. */
const mostBytes = 2 * 1024 * 1024

const mimeTypes: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
}

/**
 * Reads a picture that an experiment's explanation names. A stranger may have written the name, so only the file's own
 * folder and those in it are looked at.
 * @returns a data URL; null if there is no such picture
 */
export function pictureBeside(experimentFile: string, name: string): string | null {
  const folder = dirname(resolve(experimentFile))
  const path = resolve(folder, name)
  const mimeType = mimeTypes[extname(path).toLowerCase()]
  if (mimeType === undefined || !path.startsWith(folder.endsWith(sep) ? folder : folder + sep)) return null
  try {
    return `data:${mimeType};base64,${readRegularFile(path, mostBytes).content.toString('base64')}`
  } catch {
    return null
  }
}
